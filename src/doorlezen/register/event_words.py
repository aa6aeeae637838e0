"""What happens to the register, as the audit trail tells it."""

from django.utils.translation import gettext_lazy

from doorlezen.desk.event_names import name_events

name_events(
    actions={
        "register.loaded": gettext_lazy("laadde een bestand"),
    },
    fields={
        "peildatum": gettext_lazy("peildatum"),
        "file": gettext_lazy("bestand"),
        "rows": gettext_lazy("rijen"),
    },
    values={
        "kind": {
            "scores": gettext_lazy("achterstandsscores"),
            "schools": gettext_lazy("schoolvestigingen"),
            "pupils": gettext_lazy("leerlingenaantallen"),
            "locations": gettext_lazy("coördinaten"),
            "collaborations": gettext_lazy("samenwerkingen"),
            "holidays": gettext_lazy("schoolvakanties"),
        },
    },
)
