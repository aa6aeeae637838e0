"""What happens to plans, as the audit trail tells it."""

from django.utils.translation import gettext_lazy

from doorlezen.accounts.domain.audit import calls, codes, says, tells

tells("plans.stored", gettext_lazy("voegde een voorstel toe"))
tells("plans.shared", gettext_lazy("deelde een voorstel"))
tells("plans.unshared", gettext_lazy("trok het delen van een voorstel in"))
calls(
    title=gettext_lazy("titel"),
    school_year=gettext_lazy("schooljaar"),
    number=gettext_lazy("nummer"),
    status=gettext_lazy("uitkomst"),
    shared=gettext_lazy("gedeeld"),
)
codes("school_year")
says(
    "status",
    optimal=gettext_lazy("bewezen het beste"),
    feasible=gettext_lazy("geldig plan"),
    infeasible=gettext_lazy("geen plan mogelijk"),
    unknown=gettext_lazy("nog geen plan"),
)
