"""What happens to contacts and notes, as the audit trail tells it."""

from django.utils.translation import gettext_lazy

from doorlezen.desk.event_names import name_events

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
    },
    fields={
        "school": gettext_lazy("school"),
        "fields": gettext_lazy("ingevuld"),
        "consultant": gettext_lazy("leesconsulent"),
        "text": gettext_lazy("tekst"),
    },
    values={
        "fields": {
            "name": gettext_lazy("naam"),
            "role": gettext_lazy("functie"),
            "email": gettext_lazy("e-mailadres"),
            "phone": gettext_lazy("telefoon"),
            "purpose": gettext_lazy("waarvoor"),
            "keep_until": gettext_lazy("bewaren tot en met"),
        },
    },
    codes=("school",),
)
