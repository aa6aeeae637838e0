"""What happens to plans, as the audit trail tells it."""

from django.utils.translation import gettext_lazy

from doorlezen.desk.event_names import name_events

name_events(
    actions={
        "plans.stored": gettext_lazy("voegde een voorstel toe"),
        "plans.shared": gettext_lazy("deelde een voorstel"),
        "plans.unshared": gettext_lazy("trok het delen van een voorstel in"),
    },
    fields={
        "title": gettext_lazy("titel"),
        "school_year": gettext_lazy("schooljaar"),
        "number": gettext_lazy("nummer"),
        "status": gettext_lazy("uitkomst"),
        "shared": gettext_lazy("gedeeld"),
    },
    values={
        "status": {
            "optimal": gettext_lazy("bewezen het beste"),
            "feasible": gettext_lazy("geldig plan"),
            "infeasible": gettext_lazy("geen plan mogelijk"),
            "unknown": gettext_lazy("nog geen plan"),
        },
    },
    codes=("school_year",),
)
