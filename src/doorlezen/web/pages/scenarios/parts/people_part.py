"""The leesconsulenten: how many hours there are at schools, and what an hour costs."""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy

from doorlezen.language import first_year, t, whole
from doorlezen.planning.counted_weeks import counted_weeks
from doorlezen.web.pages.scenarios.parts.part import Around, ScenarioPart
from doorlezen.web.pages.scenarios.parts.table_forms import GroundedForm, Slot
from doorlezen.web.pages.scenarios.typed_fields import (
    EurosField,
    HoursField,
    NumberField,
    WholeField,
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


class PeoplePart(ScenarioPart):
    """The people."""

    name = "mensen"
    title = gettext_lazy("Mensen")
    lead = gettext_lazy("Hoeveel uren zijn er, en wat kost een uur?")
    keys = ("leesconsulent",)

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
