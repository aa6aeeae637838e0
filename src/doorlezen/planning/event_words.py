"""What happens to plans, as the audit trail tells it."""

from django.utils.translation import gettext_lazy

from doorlezen.desk.event_names import name_events
from doorlezen.planning.proposals.models import PlanState
from doorlezen.planning.stated.models import StatedStatus

name_events(
    actions={
        "plans.stored": gettext_lazy("voegde een plan toe"),
        "plans.proposed": gettext_lazy("stelde een plan voor"),
        "plans.withdrawn": gettext_lazy("nam een voorgesteld plan terug"),
        "plans.adopted": gettext_lazy("stelde een plan vast"),
        "plans.replaced": gettext_lazy("verving een vastgesteld plan"),
        "plans.archived": gettext_lazy("legde een plan in het archief"),
        "plans.taken-back": gettext_lazy("haalde een plan uit het archief"),
        "plans.deleted": gettext_lazy("gooide een plan weg"),
        "plans.shared": gettext_lazy("deelde een plan"),
        "plans.unshared": gettext_lazy("trok het delen van een plan in"),
        "stated.made": gettext_lazy("schreef op wat een gemeente vraagt"),
        "stated.answered": gettext_lazy("antwoordde een gemeente"),
        "stated.taken-over": gettext_lazy("nam over wat een gemeente vraagt, in een scenario"),
        "stated.declined": gettext_lazy("wees af wat een gemeente vraagt"),
        "stated.withdrawn": gettext_lazy("trok in wat een gemeente vraagt"),
        "stated.removed": gettext_lazy("vergat wat een gemeente vroeg"),
        "scenarios.made": gettext_lazy("begon een scenario"),
        "scenarios.changed": gettext_lazy("veranderde een scenario"),
        "scenarios.calculated": gettext_lazy("liet een scenario doorrekenen"),
        "scenarios.stopped": gettext_lazy("hield het rekenen aan een scenario tegen"),
        "scenarios.renamed": gettext_lazy("gaf een scenario een andere naam"),
        "scenarios.archived": gettext_lazy("legde een scenario in het archief"),
        "scenarios.thrown-away": gettext_lazy("gooide een scenario weg"),
        "scenarios.taken-back": gettext_lazy("haalde een scenario uit het archief"),
    },
    fields={
        "title": gettext_lazy("titel"),
        "school_year": gettext_lazy("schooljaar"),
        "number": gettext_lazy("nummer"),
        "status": gettext_lazy("uitkomst"),
        "shared": gettext_lazy("gedeeld"),
        "version": gettext_lazy("versie"),
        "scenario_part": gettext_lazy("onderdeel"),
    },
    values={
        "status": {
            "optimal": gettext_lazy("bewezen het beste"),
            "feasible": gettext_lazy("geldig plan"),
            "infeasible": gettext_lazy("geen plan mogelijk"),
            "unknown": gettext_lazy("nog geen plan"),
            **{status.value: status.label for status in StatedStatus},
        },
        "state": {one.value: one.label for one in PlanState},
    },
    codes=("school_year", "scenario_part"),
)
