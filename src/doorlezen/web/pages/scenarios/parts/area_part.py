"""For which year and which gemeenten, and where figures without a source of their own come from."""

from collections.abc import Iterable
from typing import Any, ClassVar

from django.utils.translation import gettext_lazy

from doorlezen.language import school_year
from doorlezen.planning.scenarios.starting import planned_year, running_track
from doorlezen.web.day import today
from doorlezen.web.pages.scenarios.parts.part import Around, ScenarioPart
from doorlezen.web.pages.scenarios.parts.table_forms import Slot, TableForm
from doorlezen.web.pages.scenarios.typed_fields import (
    ChosenField,
    FileDayField,
    SeveralField,
    TextField,
    YesField,
)


class AreaForm(TableForm):
    """[library]."""

    aside = ("on", "site", "invented")
    gemeenten: ClassVar[dict[str, str]]

    def shape(self) -> None:
        """The years around the one that people plan for, and that of the file."""
        self.fields["name"] = TextField(gettext_lazy("bibliotheek"))
        first = int(planned_year(today())[:4])
        years = {f"{year}-{year + 1}" for year in range(first - 1, first + 3)}
        said = self.was.get("school_year")
        years |= {said} if isinstance(said, str) else set()
        self.fields["school_year"] = ChosenField(
            gettext_lazy("schooljaar"), [(year, school_year(year)) for year in sorted(years)]
        )
        self.fields["gemeenten"] = SeveralField(
            gettext_lazy("gemeenten"), [(code, f"{name} ({code})") for code, name in self.gemeenten.items()]
        )
        self.fields["on"] = FileDayField(
            gettext_lazy("samenwerking op"),
            help_text=gettext_lazy(
                "Een school werkt met je samen als dat op deze dag zo is. Leeg: 1 augustus."
            ),
        )
        self.fields["invented"] = YesField(
            gettext_lazy("dit is verzonnen"), help_text=gettext_lazy("Elk plan en elk rapport zegt het dan.")
        )


class GroundForm(TableForm):
    """[entered]."""

    def shape(self) -> None:
        """Source, day and who."""
        self.fields["source"] = TextField(
            gettext_lazy("bron"), help_text=gettext_lazy("Bijvoorbeeld: begroting 2027, vastgesteld.")
        )
        self.fields["date"] = FileDayField(gettext_lazy("van welke dag"))
        self.fields["by"] = TextField(
            gettext_lazy("ingevuld door"),
            help_text=gettext_lazy("Een rol, geen naam: dit gaat mee met het bestand."),
        )


class AreaPart(ScenarioPart):
    """Year and gemeenten."""

    name = "gemeenten"
    title = gettext_lazy("Gemeenten")
    lead = gettext_lazy("Voor welk schooljaar en welke gemeenten maak je een plan?")
    keys = ("library", "entered", "format")

    def make_slots(self) -> Iterable[Slot]:
        """[library] and [entered]."""
        own = dict(self.around.gemeenten)
        own |= {code: name for code, name in self.around.chosen.items() if code not in own}
        form = type("AreaForm", (AreaForm,), {"gemeenten": own})
        library = self.was.get("library", {})
        yield Slot(
            ("library",), form(library, prefix="library", data=self.data), str(gettext_lazy("Voor wie"))
        )
        ground = self.was.get("entered", {})
        yield Slot(
            ("entered",),
            GroundForm(ground, prefix="entered", data=self.data),
            str(gettext_lazy("Waar komen de getallen vandaan?")),
            str(gettext_lazy("Dit geldt voor elk getal dat geen eigen bron heeft.")),
        )

    @classmethod
    def in_short(cls, around: Around) -> str:
        """The year and the gemeenten."""
        year = around.tree.get("library", {}).get("school_year", "")
        return f"{school_year(str(year))}: {', '.join(around.chosen.values())}"

    def settle(self, tree: dict[str, Any]) -> None:
        """Another year has another scheme, where the old one was the one that runs."""
        before, after = (one.get("library", {}).get("school_year") for one in (self.was, tree))
        scheme = tree.get("scheme")
        if before != after and isinstance(scheme, dict) and before and after:
            track = running_track(after)
            if scheme.get("track") == running_track(before) and track and not scheme.get("filled"):
                tree["scheme"] = {**scheme, "track": track}
