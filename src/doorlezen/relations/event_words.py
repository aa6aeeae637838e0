"""What happens to contacts, notes and own days, as the audit trail tells it."""

from django.utils.translation import gettext_lazy

from doorlezen.desk.event_names import name_events
from doorlezen.relations.models import OwnDayKind

name_events(
    actions={
        "contacts.added": gettext_lazy("voegde een contact toe"),
        "contacts.changed": gettext_lazy("veranderde een contact"),
        "contacts.shredded": gettext_lazy("wiste een contact"),
        "consultants.assigned": gettext_lazy("gaf een school een leesconsulent"),
        "consultants.removed": gettext_lazy("wiste welke leesconsulent een school had"),
        "notes.added": gettext_lazy("schreef een notitie"),
        "notes.edited": gettext_lazy("veranderde een notitie"),
        "notes.removed": gettext_lazy("wiste een notitie"),
        "days.said": gettext_lazy("legde eigen dagen van scholen vast"),
        "days.removed": gettext_lazy("haalde eigen dagen van scholen weg"),
        "days.imported": gettext_lazy("las een lijst met eigen dagen in"),
    },
    fields={
        "school": gettext_lazy("school"),
        "fields": gettext_lazy("ingevuld"),
        "consultant": gettext_lazy("leesconsulent"),
        "text": gettext_lazy("tekst"),
        "own_days": gettext_lazy("soort dagen"),
        "days_of_gemeente": gettext_lazy("van alle scholen in gemeente"),
        "days_from": gettext_lazy("eerste dag"),
        "days_until": gettext_lazy("laatste dag"),
        "days_called": gettext_lazy("omschrijving"),
        "days_read": gettext_lazy("aantal"),
    },
    values={
        "own_days": dict(OwnDayKind.choices),
        "fields": {
            "name": gettext_lazy("naam"),
            "role": gettext_lazy("functie"),
            "email": gettext_lazy("e-mailadres"),
            "phone": gettext_lazy("telefoon"),
            "purpose": gettext_lazy("waarvoor"),
            "keep_until": gettext_lazy("bewaren tot en met"),
        },
    },
    codes=("school", "days_of_gemeente"),
)
