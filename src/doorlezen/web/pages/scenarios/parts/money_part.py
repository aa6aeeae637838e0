"""The purses: how much there is in each, whom it may pay, and what is spent first."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy

from doorlezen.language import money, n, t
from doorlezen.planning.library.bouwstenen import bouwsteen_name
from doorlezen.planning.library.fund_entries import KINDS
from doorlezen.planning.library.writing import new_id
from doorlezen.schemes.scheme_words import BOUWSTENEN
from doorlezen.web.pages.scenarios.choosing_schools import ChoosingForm
from doorlezen.web.pages.scenarios.parts.part import Around, ScenarioPart
from doorlezen.web.pages.scenarios.parts.table_forms import GroundedForm, Slot, source_field
from doorlezen.web.pages.scenarios.typed_fields import (
    ChosenField,
    EurosField,
    SeveralField,
    TextField,
    WholeField,
    number_in,
)

_IDS = {
    "scheme": "regeling",
    "gemeente": "gem",
    "oab": "oab",
    "library": "eigen",
    "school": "school",
    "other": "pot",
}


def kind_words() -> dict[str, str]:
    """What a kind of purse is called."""
    return {
        "scheme": t("Regeling"),
        "oab": t("Onderwijsachterstandenmiddelen van een gemeente"),
        "gemeente": t("Subsidie van een gemeente"),
        "school": t("Bijdrage van scholen"),
        "library": t("Eigen middelen"),
        "other": t("Ander geld, voor scholen die je kiest"),
    }


def whom_it_pays() -> dict[str, str]:
    """Whom a kind of purse may pay, in a sentence."""
    return {
        "scheme": t("Betaalt scholen die voor de regeling in aanmerking komen."),
        "oab": t("Betaalt scholen met een achterstandsscore in de gemeente, of scholen die je kiest."),
        "gemeente": t("Betaalt scholen in de gemeente."),
        "school": t("Elke school betaalt mee voor zichzelf."),
        "library": t("Betaalt elke school."),
        "other": t("Betaalt de scholen die je kiest."),
    }


class FundForm(ChoosingForm, GroundedForm):
    """One [[fund]]; the fields follow its kind."""

    aside = (
        *("name", "gemeente", "per_school", "per_pupil", "bouwstenen", "use", "date"),
        *ChoosingForm.fields_of("schools"),
    )
    gemeenten: Mapping[str, str] = {}

    def shape(self) -> None:
        """Amount and limits, and what the kind asks besides."""
        word = self.was.get("kind")
        kind = KINDS.get(word) if isinstance(word, str) else None
        pays_itself = word == "school"
        if pays_itself:
            self.apart = self.apart - {"per_pupil"} | {"total"}
        per_pupil = EurosField(gettext_lazy("per leerling (€)"), size=8)
        if pays_itself:
            self.fields["per_pupil"] = per_pupil
        self.fields["total"] = EurosField(gettext_lazy("bedrag voor het schooljaar (€)"))
        self.fields["source"] = source_field()
        if kind and kind.of_gemeente:
            self.fields["gemeente"] = ChosenField(
                gettext_lazy("gemeente"), self.gemeenten.items(), empty=gettext_lazy("Kies …")
            )
        self.fields["name"] = TextField(gettext_lazy("naam"), size=30)
        self.fields["per_school"] = EurosField(gettext_lazy("hooguit per school (€)"), size=8)
        if not pays_itself:
            self.fields["per_pupil"] = per_pupil
        self.fields["bouwstenen"] = SeveralField(
            gettext_lazy("waaraan mag het op?"),
            [(one, bouwsteen_name(one)) for one in BOUWSTENEN],
            help_text=gettext_lazy(
                "Leeg: waar de regeling het voor geeft. Zegt die dat niet, kies het dan zelf."
            )
            if word == "scheme"
            else "",
        )
        self.fields["use"] = WholeField(
            gettext_lazy("volgorde"),
            help_text=t(
                "1 gaat het eerst op, 9 het laatst. Leeg: {usual}, gewoon voor dit geld.",
                usual=kind.use if kind else 3,
            ),
            size=3,
        )
        if kind and (kind.own_schools or kind.may_choose):
            self.add_choice("schools", gettext_lazy("welke scholen?"), needed=kind.own_schools)
        super().shape()


class MoneyPart(ScenarioPart):
    """The purses."""

    name = "geld"
    title = gettext_lazy("Geld")
    lead = gettext_lazy(
        "Hoeveel is er, en wie mag het krijgen? Geld dat vervalt gaat eerst op, eigen geld het laatst."
    )
    keys = ("fund",)
    list_key = "fund"

    @classmethod
    def in_short(cls, around: Around) -> str:
        """How many purses, and what is in them together as far as that is filled in."""
        funds = around.tree.get("fund", [])
        euros = [number_in(str(fund["total"])) for fund in funds if "total" in fund]
        pots = n("{count} pot", "{count} potten", len(funds))
        return t(
            "{pots}, samen {money}",
            pots=pots,
            money=money(int(sum((e or 0 for e in euros), Decimal(0)) * 100)),
        )

    def make_slots(self) -> Iterable[Slot]:
        """Every purse, in the order of the file."""
        names, pays = kind_words(), whom_it_pays()
        form = type("FundForm", (FundForm,), {"gemeenten": self.around.chosen})
        for fund in self.was.get("fund", []):
            kind = fund.get("kind")
            title = str(fund.get("name") or names.get(kind, kind))
            of = form(fund, prefix=f"fund-{fund['id']}", data=self.data)
            yield Slot(("fund", fund["id"]), of, title, pays.get(kind, ""), can_go=True)

    def kinds_to_add(self) -> Sequence[tuple[str, str]]:
        """The kinds of purse; the scheme's only where there is none yet."""
        there = {fund.get("kind") for fund in self.was.get("fund", [])}
        return [(kind, word) for kind, word in kind_words().items() if kind != "scheme" or kind not in there]

    def added(self, kind: str, taken: Iterable[str]) -> dict[str, Any]:
        """A purse without an amount, for what most money is for."""
        item = {"id": new_id(_IDS[kind], iter(taken)), "name": kind_words()[kind], "kind": kind}
        return item if kind == "scheme" else {**item, "bouwstenen": ["expertise", "collectie"]}
