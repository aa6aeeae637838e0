"""What happens to money, as the audit trail tells it."""

from django.utils.translation import gettext_lazy

from doorlezen.desk.event_names import name_events

name_events(
    actions={
        "money.opened": gettext_lazy("opende een pot"),
        "money.closed": gettext_lazy("sloot een pot af"),
        "money.reopened": gettext_lazy("opende een afgesloten pot weer"),
        "money.entered": gettext_lazy("boekte iets in een pot"),
        "money.corrected": gettext_lazy("corrigeerde een boeking"),
        "money.plan-reserved": gettext_lazy("reserveerde wat het plan betaalt"),
    },
    fields={
        "entry_kind": gettext_lazy("boeking"),
        "entry_cents": gettext_lazy("bedrag (cent)"),
        "entry_count": gettext_lazy("boekingen"),
        "purse_key": gettext_lazy("pot"),
    },
    codes=("entry_kind", "purse_key"),
)
