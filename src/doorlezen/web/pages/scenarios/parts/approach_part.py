"""The approach: what a school with and without an achterstandsscore can get, and what that costs."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy

from doorlezen.language import t
from doorlezen.planning.library.bouwstenen import bouwsteen_name
from doorlezen.planning.library.library_model import WITH_SCORE, WITHOUT_SCORE
from doorlezen.schemes.scheme_words import BOUWSTENEN
from doorlezen.web.pages.scenarios.parts.norm_forms import NormForm, norm_slots
from doorlezen.web.pages.scenarios.parts.part import Around, ScenarioPart
from doorlezen.web.pages.scenarios.parts.table_forms import GroundedForm, Slot
from doorlezen.web.pages.scenarios.typed_fields import (
    ChosenField,
    EurosField,
    HoursField,
    ListField,
    NumberField,
    WholeField,
    YesField,
)


class ProfilesForm(GroundedForm):
    """[profiles]."""

    aside = (
        *("size_bands", "typical_pupils", "points", "with_score.points", "without_score.points"),
        *GroundedForm.aside,
    )

    def shape(self) -> None:
        """The hours to choose from, and below that the sizes and what an hour counts."""
        each = gettext_lazy("Voor elke grootte dezelfde keuze op één regel, of een regel per grootte.")
        for key, label in (
            ("with_score", gettext_lazy("uren per week met een achterstandsscore")),
            ("without_score", gettext_lazy("uren per week zonder achterstandsscore")),
        ):
            self.fields[f"{key}.hours"] = ListField(label, of=HoursField(), lines=True, help_text=each)
        self.fields["size_bands"] = ListField(
            gettext_lazy("grenzen van grootte (leerlingen)"), of=WholeField(),
            help_text=gettext_lazy("100  225  350 geeft vier groottes. Leeg: deze drie."),
        )  # fmt: skip
        self.fields["typical_pupils"] = ListField(
            gettext_lazy("een gewone school van elke grootte (leerlingen)"), of=WholeField()
        )
        self.fields["points"] = ChosenField(
            gettext_lazy("wat telt een uur?"),
            [
                ("logarithm", gettext_lazy("het eerste uur helpt het meest")),
                ("linear", gettext_lazy("elk uur telt even zwaar")),
            ],
            empty=gettext_lazy("Gewoon: het eerste uur helpt het meest"),
        )
        for key, label in (
            ("with_score", gettext_lazy("eigen punten met score")),
            ("without_score", gettext_lazy("eigen punten zonder score")),
        ):
            self.fields[f"{key}.points"] = ListField(
                label, of=WholeField(), lines=True,
                help_text=gettext_lazy("In plaats van de regel hierboven: een getal bij elke keuze."),
            )  # fmt: skip
        super().shape()


class CostForm(GroundedForm):
    """One [[cost]]."""

    aside = ("profile", "per_pupil_per_hour", "books_per_pupil", "book_price", "source", "date")

    def shape(self) -> None:
        """What a bouwsteen costs at a school that gets hours."""
        self.fields["leesconsulent"] = YesField(gettext_lazy("de uren van de leesconsulent"))
        self.fields["fixed"] = EurosField(gettext_lazy("vast, per school (€)"), size=8)
        self.fields["per_pupil"] = EurosField(gettext_lazy("per leerling (€)"), size=8)
        self.fields["per_pupil_per_hour"] = EurosField(
            gettext_lazy("per leerling voor elk uur per week (€)"), size=8
        )
        self.fields["books_per_pupil"] = NumberField(gettext_lazy("boeken per leerling"), size=6)
        self.fields["book_price"] = EurosField(gettext_lazy("prijs van een boek (€)"), size=8)
        self.fields["profile"] = ChosenField(
            gettext_lazy("voor welke scholen?"),
            [
                ("with_score", gettext_lazy("alleen met een achterstandsscore")),
                ("without_score", gettext_lazy("alleen zonder achterstandsscore")),
            ],
            empty=gettext_lazy("Alle scholen die uren krijgen"),
        )
        super().shape()


@dataclass(frozen=True)
class WayOfWorking:
    """What is said of the schools of one profile, besides their hours."""

    title: str
    slots: list[Slot]

    @property
    def is_open(self) -> bool:
        """Whether something is told in one of them."""
        return any(slot.told or slot.form.errors or slot.form.blanks for slot in self.slots)


class ApproachPart(ScenarioPart):
    """Profiles and costs."""

    name = "aanpak"
    title = gettext_lazy("Aanpak")
    lead = gettext_lazy("Wat kan een school krijgen, met en zonder achterstandsscore, en wat kost dat?")
    keys = ("profiles", "cost")
    list_key = "cost"
    template = "scenarios/approach.html"

    @classmethod
    def in_short(cls, around: Around) -> str:
        """The hours to choose from."""
        profiles, of = around.tree.get("profiles", {}), ListField(of=HoursField(), lines=True)
        told = [
            t("{which}: {hours} uur", which=which, hours=" / ".join(of.typed(profile["hours"]).splitlines()))
            for which, key in ((t("met score"), "with_score"), (t("zonder score"), "without_score"))
            if isinstance(profile := profiles.get(key), dict) and "hours" in profile
        ]
        return "; ".join(told)

    def make_slots(self) -> Iterable[Slot]:
        """[profiles], then every cost."""
        form = ProfilesForm(self.was.get("profiles", {}), prefix="profiles", data=self.data)
        yield Slot(("profiles",), form, str(gettext_lazy("Uren om uit te kiezen")))
        yield from norm_slots(self.was.get("profiles"), self.data)
        for index, cost in enumerate(self.was.get("cost", [])):
            of = CostForm(cost, prefix=f"cost-{index}", data=self.data)
            yield Slot(("cost", str(index)), of, _title(cost.get("bouwsteen")), can_go=True)

    @property
    def hours(self) -> Slot:
        """The hours to choose from."""
        return self.slots[0]

    @property
    def ways(self) -> list[WayOfWorking]:
        """The norms of each profile, folded until something is told there."""
        titles = {
            WITH_SCORE: t("Zo werk je op scholen met een achterstandsscore"),
            WITHOUT_SCORE: t("Zo werk je op andere scholen"),
        }
        return [
            WayOfWorking(title, [slot for slot in self.slots if slot.path[:2] == ("profiles", profile)])
            for profile, title in titles.items()
        ]

    @property
    def costs(self) -> list[Slot]:
        """What every bouwsteen costs."""
        return [slot for slot in self.slots if slot.path[0] == "cost"]

    def settle(self, tree: dict[str, Any]) -> None:
        """A norm in which nothing was filled in is not there."""
        filler = self.filler()
        for slot in self.slots:
            if len(slot.path) == 3 and isinstance(slot.form, NormForm):
                _, profile, norm = slot.path
                table = slot.form.table(filler)
                if slot.form.filled(table):
                    tree["profiles"].setdefault(profile, {})[norm] = table
                else:
                    tree["profiles"].get(profile, {}).pop(norm, None)

    def _slot_of(self, path: str, tree: Mapping[str, Any]) -> tuple[Slot | None, str]:
        """A path within a norm is told there; everything else as on every page."""
        found = next(
            (
                slot
                for slot in self.slots
                if len(slot.path) == 3 and f"{path}.".startswith(f"{'.'.join(slot.path)}.")
            ),
            None,
        )
        if found is None:
            return super()._slot_of(path, tree)
        return found, path.removeprefix(".".join(found.path)).lstrip(".")

    def kinds_to_add(self) -> Sequence[tuple[str, str]]:
        """A cost of any bouwsteen."""
        return [(one, bouwsteen_name(one)) for one in BOUWSTENEN]

    def added(self, kind: str, taken: Iterable[str]) -> dict[str, Any]:
        """A cost without an amount."""
        return {"bouwsteen": kind}


def _title(bouwsteen: Any) -> str:
    name = bouwsteen_name(bouwsteen) if bouwsteen in BOUWSTENEN else str(bouwsteen)
    return t("Kosten van {bouwsteen}", bouwsteen=name)
