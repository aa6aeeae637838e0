"""The leesconsulenten: how many hours there are at schools, and what an hour costs."""

from collections.abc import Iterable, Sequence
from typing import Any, ClassVar

from django.utils.translation import gettext_lazy

from doorlezen.language import first_year, t, whole
from doorlezen.planning.counted_weeks import counted_weeks
from doorlezen.planning.library.course_entries import PAYS_NO_COURSE
from doorlezen.planning.library.writing import new_id
from doorlezen.web.pages.scenarios.parts.part import Around, ScenarioPart
from doorlezen.web.pages.scenarios.parts.table_forms import GroundedForm, Slot
from doorlezen.web.pages.scenarios.typed_fields import (
    ChosenField,
    EurosField,
    HoursField,
    NumberField,
    TextField,
    WholeField,
    YesNoField,
    typed_number,
)


class PeopleForm(GroundedForm):
    """[leesconsulent]."""

    aside = ("fte", "hours_per_fte", "percent_at_schools", "source", "date")

    def shape(self) -> None:
        """Hours a week, or fte; and what they cost."""
        self.fields["hours_per_week"] = HoursField(
            gettext_lazy("uren per schoolweek, samen"),
            help_text=gettext_lazy(
                "Alle uren die er op scholen zijn. Leeg: er is geen grens, of je vult hieronder fte in."
            ),
        )
        self.fields["cost_per_hour"] = EurosField(
            gettext_lazy("kosten van een uur (€)"),
            help_text=gettext_lazy("Met alles erbij: loon, reizen, opleiding."),
        )
        self.fields["weeks"] = WholeField(gettext_lazy("schoolweken in het jaar"))
        self.fields["fte"] = NumberField(
            gettext_lazy("fte"),
            help_text=gettext_lazy("In plaats van uren per week."),
            size=6,
            units=("fte",),
        )
        self.fields["hours_per_fte"] = NumberField(
            gettext_lazy("uren per week van één fte"), size=6, units=HoursField.units
        )
        self.fields["percent_at_schools"] = WholeField(
            gettext_lazy("deel op scholen (%)"),
            help_text=gettext_lazy("De rest is overleg, reizen en voorbereiden."),
        )
        super().shape()


class CourseForm(GroundedForm):
    """One [[course]]."""

    funds: ClassVar[Sequence[tuple[str, str]]] = ()

    def shape(self) -> None:
        """Who learns what, what that costs in money and hours, and whether the plan reckons with it."""
        self.fields["counts"] = YesNoField(gettext_lazy("telt mee in het plan"))
        self.fields["name"] = TextField(gettext_lazy("cursus"), size=30)
        self.fields["people"] = WholeField(gettext_lazy("hoeveel mensen"), size=4)
        self.fields["cost"] = EurosField(gettext_lazy("kosten per persoon (€)"), size=8)
        self.fields["hours"] = HoursField(
            gettext_lazy("uren per persoon, in het hele jaar"),
            help_text=gettext_lazy("Lessen en zelfstudie. Die uren zijn er dat jaar niet voor scholen."),
        )
        self.fields["fund"] = ChosenField(
            gettext_lazy("betaald uit"), self.funds, empty=gettext_lazy("geld buiten dit plan")
        )
        super().shape()


class PeoplePart(ScenarioPart):
    """The people."""

    name = "mensen"
    title = gettext_lazy("Mensen")
    lead = gettext_lazy("Hoeveel uren zijn er, en wat kost een uur?")
    keys = ("leesconsulent", "course")
    list_key = "course"

    @classmethod
    def in_short(cls, around: Around) -> str:
        """Hours or fte."""
        people = around.tree.get("leesconsulent", {})
        if "hours_per_week" in people:
            return t("{hours} uur per week", hours=typed_number(people["hours_per_week"]))
        return (
            t("{fte} fte", fte=typed_number(people["fte"]))
            if "fte" in people
            else t("Geen grens aan de uren")
        )

    def make_slots(self) -> Iterable[Slot]:
        """[leesconsulent]."""
        form = PeopleForm(self.was.get("leesconsulent", {}), prefix="leesconsulent", data=self.data)
        yield Slot(("leesconsulent",), form, t("Leesconsulenten"), note=self._counted_since())

        funds = [
            (fund["id"], str(fund.get("name") or fund["id"]))
            for fund in self.was.get("fund", [])
            if fund.get("kind") not in PAYS_NO_COURSE
        ]
        form_of = type("CourseForm", (CourseForm,), {"funds": funds})
        for course in self.was.get("course", []):
            of = form_of(course, prefix=f"course-{course['id']}", data=self.data)
            title = t("Cursus: {name}", name=course.get("name") or course["id"])
            note = t(
                "Zet op ja en op nee, en leg de twee plannen naast elkaar: je ziet wat het scholen kost."
            )
            yield Slot(("course", course["id"]), of, title, note, can_go=True)

    def kinds_to_add(self) -> Sequence[tuple[str, str]]:
        """A course."""
        return [("cursus", t("Een cursus voor mensen van het team"))]

    def added(self, kind: str, taken: Iterable[str]) -> dict[str, Any]:
        """A course for one person, of which the rest is still to be filled in."""
        return {"id": new_id(kind, iter(taken)), "name": t("Cursus"), "people": 1, "counts": True}

    def _counted_since(self) -> str:
        """That the school weeks are counted otherwise now than the scenario reckons with; empty where not."""
        weeks = self.was.get("leesconsulent", {}).get("weeks")
        year = str(self.was.get("library", {}).get("school_year", ""))
        if type(weeks) is not int or first_year(year) is None:
            return ""
        counted = counted_weeks(list(self.around.chosen), year, library=self.around.actor.organisation)
        if counted is None or counted.weeks == weeks:
            return ""
        return t(
            "Dit scenario rekent met {weeks} schoolweken. Geteld zijn het er nu {counted} ({source}). Pas "
            "het getal aan als je met de echte weken wilt rekenen; een uur per week kost dan anders.",
            weeks=whole(weeks),
            counted=whole(counted.weeks),
            source=counted.source,
        )
