"""What happens to the register, as the audit trail tells it."""

from django.utils.translation import gettext_lazy

from doorlezen.accounts.domain.audit import calls, says, tells

tells("register.loaded", gettext_lazy("laadde een bestand"))
calls(
    peildatum=gettext_lazy("peildatum"),
    file=gettext_lazy("bestand"),
    rows=gettext_lazy("rijen"),
)
says(
    "kind",
    scores=gettext_lazy("achterstandsscores"),
    schools=gettext_lazy("schoolvestigingen"),
    pupils=gettext_lazy("leerlingenaantallen"),
    locations=gettext_lazy("coördinaten"),
    collaborations=gettext_lazy("samenwerkingen"),
)
