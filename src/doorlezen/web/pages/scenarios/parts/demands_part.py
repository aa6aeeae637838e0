"""The demands: in the words of who makes them, and as what the planner can hold to."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext_lazy

from doorlezen.engine.allocation.posed.requirements import REQUIRED, SCOPES, Field
from doorlezen.engine.allocation.posed.requirements import FieldRole as About
from doorlezen.language import n, t
from doorlezen.planning.library.bouwstenen import bouwsteen_name
from doorlezen.planning.library.demand_entries import KINDS
from doorlezen.planning.library.writing import new_id
from doorlezen.schemes.scheme_words import BOUWSTENEN
from doorlezen.web.pages.scenarios.choosing_schools import ChoosingForm
from doorlezen.web.pages.scenarios.parts.part import Around, ScenarioPart
from doorlezen.web.pages.scenarios.parts.table_forms import Slot
from doorlezen.web.pages.scenarios.typed_fields import (
    ChosenField,
    EurosField,
    HoursField,
    SeveralField,
    TextField,
    WholeField,
)

_EVERYBODY = "library"


def demand_words() -> dict[str, str]:
    """The kinds of demand, as a sentence with a blank."""
    return {
        "min_hours": t("Elke school krijgt minstens … uur"),
        "max_hours": t("Geen school krijgt meer dan … uur"),
        "keep": t("Elke school houdt minstens … procent van de uren van vorig jaar"),
        "min_share": t("Minstens … procent van de uren gaat naar deze scholen"),
        "reach": t("Minstens … scholen krijgen uren"),
        "at_most_schools": t("Hooguit … scholen krijgen uren"),
        "equal_treatment": t("Scholen worden gelijk behandeld, in uren per leerling"),
        "spend_at_least": t("Van dit geld gaat minstens … op"),
        "spend_at_most": t("Van dit geld gaat hooguit … op"),
        "cofinance": t("Minstens … procent eigen geld ernaast"),
    }


class DemandForm(ChoosingForm):
    """One [[demand]]; the fields follow its kind."""

    aside = tuple(name for key in ("schools", "among") for name in ChoosingForm.fields_of(key)[1:])
    gemeenten: Mapping[str, str] = {}
    funds: Sequence[tuple[str, str]] = ()

    def shape(self) -> None:
        """Who, in which words, and the fields of the kind."""
        by = self.was.get("by")
        who = {**self.gemeenten, _EVERYBODY: t("de bibliotheek")}
        if isinstance(by, str):
            who.setdefault(by, by)
        self.fields["by"] = ChosenField(gettext_lazy("van wie?"), who.items())
        self.fields["text"] = TextField(gettext_lazy("in hun woorden"), size=60)
        kind = KINDS.get(str(self.was.get("kind")))
        for key, known in kind.fields.items() if kind else ():
            _SHAPES[known.part](self, key.replace("quarters", "hours"), known)

    def settle(self, table: dict[str, Any]) -> None:
        """A number or a percentage: what was filled in last holds."""
        super().settle(table)
        for plain in ("count", "amount"):
            if plain in table and "percent" in table and "percent" in self.fields and plain in self.fields:
                table.pop("percent" if plain not in self.was else plain, None)


def _schools(form: DemandForm, name: str, known: Field) -> None:
    label = (
        gettext_lazy("welke scholen?")
        if name == "schools"
        else gettext_lazy("van de uren van welke scholen?")
    )
    form.add_choice(name, label, needed=known.default is REQUIRED and known.part is not About.AMONG)


def _hours(form: DemandForm, name: str, known: Field) -> None:
    label = (
        gettext_lazy("minstens zoveel uur per week")
        if name == "at_least_hours"
        else gettext_lazy("uren per week")
    )
    empty = gettext_lazy("Leeg: een kwartier.") if known.default is not REQUIRED else ""
    form.fields[name] = HoursField(label, help_text=empty)


def _percent(form: DemandForm, name: str, known: Field) -> None:
    form.fields[name] = WholeField(gettext_lazy("procent"), size=4)


def _count(form: DemandForm, name: str, known: Field) -> None:
    form.fields["count"] = WholeField(gettext_lazy("aantal scholen"), size=4)
    form.fields["percent"] = WholeField(gettext_lazy("of: procent van de scholen"), size=4)


def _cents(form: DemandForm, name: str, known: Field) -> None:
    form.fields["amount"] = EurosField(gettext_lazy("bedrag (€)"))
    form.fields["percent"] = WholeField(gettext_lazy("of: procent van het geld"), size=4)


def _funds(form: DemandForm, name: str, known: Field) -> None:
    label = gettext_lazy("eigen geld") if name == "own_funds" else gettext_lazy("welk geld?")
    form.fields[name] = SeveralField(label, form.funds)


def _bouwstenen(form: DemandForm, name: str, known: Field) -> None:
    form.fields[name] = SeveralField(
        gettext_lazy("waaraan?"),
        [(one, bouwsteen_name(one)) for one in BOUWSTENEN],
        help_text=gettext_lazy("Niets aangevinkt: aan alles."),
    )


def _scope(form: DemandForm, name: str, known: Field) -> None:
    words = {"each": gettext_lazy("bij elke school"), "total": gettext_lazy("over alle scholen samen")}
    form.fields[name] = ChosenField(gettext_lazy("hoe geteld?"), [(one, words[one]) for one in SCOPES])


_SHAPES: dict[About, Callable[[DemandForm, str, Field], None]] = {
    About.SCHOOLS: _schools,
    About.AMONG: _schools,
    About.QUARTERS: _hours,
    About.PERCENT: _percent,
    About.COUNT_AT_LEAST: _count,
    About.COUNT_AT_MOST: _count,
    About.CENTS_AT_LEAST: _cents,
    About.CENTS_AT_MOST: _cents,
    About.FUNDS: _funds,
    About.BOUWSTENEN: _bouwstenen,
    About.SCOPE: _scope,
}


class DemandsPart(ScenarioPart):
    """The demands."""

    name = "eisen"
    title = gettext_lazy("Eisen")
    lead = gettext_lazy("Waar moet het plan aan voldoen? Wat een eis kost, zie je in het plan.")
    keys = ("demand",)
    list_key = "demand"

    @classmethod
    def in_short(cls, around: Around) -> str:
        """How many."""
        count = len(around.tree.get("demand", []))
        return n("{count} eis", "{count} eisen", count) if count else t("Geen eisen")

    def make_slots(self) -> Iterable[Slot]:
        """Every demand, in the order of the file."""
        around = {"gemeenten": self.around.chosen, "funds": self.around.funds}
        form, words = type("DemandForm", (DemandForm,), around), demand_words()
        for number, demand in enumerate(self.was.get("demand", []), start=1):
            kind = words.get(str(demand.get("kind")), str(demand.get("kind")))
            of = form(demand, prefix=f"demand-{demand['id']}", data=self.data)
            title = t("Eis {number}", number=number)
            yield Slot(
                ("demand", demand["id"]), of, f"{title}: {demand.get('text') or kind}", kind, can_go=True
            )

    def kinds_to_add(self) -> Sequence[tuple[str, str]]:
        """Every kind of demand."""
        return list(demand_words().items())

    def added(self, kind: str, taken: Iterable[str]) -> dict[str, Any]:
        """A demand of the library itself, to be filled in."""
        names = [name.removeprefix("e") for name in taken]
        last = max((int(name) for name in names if name.isascii() and name.isdigit()), default=0)
        item = {"id": new_id(f"e{last + 1:02d}", iter(taken)), "by": _EVERYBODY, "kind": kind}
        needs_schools = KINDS[kind].fields.get("schools")
        return {**item, "schools": "all"} if needs_schools else item
