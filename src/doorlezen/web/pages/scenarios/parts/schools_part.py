"""The schools: last year's hours of each, and the pupils of those that the register does not count."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy

from doorlezen.language import decimal, n, t, whole
from doorlezen.planning.known_schools import RUNNING
from doorlezen.register.domain import register_cache
from doorlezen.register.domain.queries import SchoolView
from doorlezen.register.models import Phase
from doorlezen.web.day import today
from doorlezen.web.pages.scenarios.parts.part import Around, ScenarioPart
from doorlezen.web.pages.scenarios.parts.table_forms import Slot, TableForm, WhoFills
from doorlezen.web.pages.scenarios.typed_fields import HoursField, TextField, WholeField


class LastYearForm(TableForm):
    """[last_year]: its source, and the hours of each school."""

    codes: tuple[str, ...] = ()

    def shape(self) -> None:
        """A field for each school of the gemeenten, and for each that the file names."""
        self.fields["source"] = TextField(
            gettext_lazy("bron"), help_text=gettext_lazy("Bijvoorbeeld: rooster van vorig jaar.")
        )
        said = self.was.get("hours", {})
        for code in dict.fromkeys((*self.codes, *(said if isinstance(said, dict) else ()))):
            self.fields[f"hours.{code}"] = HoursField(code, size=5)


class PupilsForm(TableForm):
    """One [[pupils]]."""

    def shape(self) -> None:
        """The number, with where it comes from."""
        self.fields["pupils"] = WholeField(gettext_lazy("leerlingen"))
        self.fields["source"] = TextField(gettext_lazy("bron"))


@dataclass(frozen=True)
class SchoolLine:
    """A school as the page shows it beside its field."""

    code: str
    name: str
    gemeente: str
    pupils: str
    score: str
    collaborating: bool
    field: Any


class SchoolsPart(ScenarioPart):
    """The schools."""

    name = "scholen"
    title = gettext_lazy("Scholen")
    lead = gettext_lazy("Hoeveel uur per week kreeg elke school vorig jaar? Leeg telt als 0.")
    keys = ("last_year", "pupils")
    template = "scenarios/schools.html"

    @classmethod
    def in_short(cls, around: Around) -> str:
        """Of how many last year's hours are known."""
        hours = around.tree.get("last_year", {}).get("hours", {})
        if not hours:
            return t("Geen uren van vorig jaar")
        return n(
            "Uren van vorig jaar van {count} school", "Uren van vorig jaar van {count} scholen", len(hours)
        )

    def make_slots(self) -> Iterable[Slot]:
        """Last year's hours, then schools without pupils."""
        slug = self.around.actor.organisation.slug
        last = register_cache.last_edition(slug)
        self.found = register_cache.schools_in(tuple(self.around.chosen), last, slug)
        codes = tuple(school.code for school in self.found)
        form = type("LastYearForm", (LastYearForm,), {"codes": codes})
        was = self.was.get("last_year", {})
        yield Slot(
            ("last_year",), form(was, prefix="last_year", data=self.data), str(gettext_lazy("Vorig jaar"))
        )
        said = {item["code"]: item for item in self.was.get("pupils", [])}
        missing = {school.code: school.name for school in self.found if school.pupils is None}
        for code in dict.fromkeys((*missing, *said)):
            of = PupilsForm(said.get(code, {"code": code}), prefix=f"pupils-{code}", data=self.data)
            note = t("Het register kent geen leerlingen van deze school. Leeg: de school doet niet mee.")
            yield Slot(("pupils", code), of, missing.get(code, code), note)

    def tree(self) -> dict[str, Any]:
        """Only schools that something is filled in for."""
        tree = super().tree()
        filler = WhoFills("", today())
        pupils = [slot.form.table(filler) for slot in self.slots[1:]]
        filled = [item for item in pupils if "pupils" in item]
        tree.pop("pupils", None)
        if filled:
            tree["pupils"] = filled
        last = dict(tree.get("last_year", {}))
        if not last.get("hours") and "file" not in last:
            tree.pop("last_year", None)
        return tree

    def lines(self) -> list[tuple[str, list[SchoolLine]]]:
        """The schools by gemeente, each with the field for its hours."""
        form = self.slots[0].form
        by: dict[str, list[SchoolLine]] = {name: [] for name in self.around.chosen.values()}
        known = set()
        for school in sorted(self.found, key=lambda one: (one.name, one.code)):
            known.add(school.code)
            by.setdefault(school.gemeente_name, []).append(_line(school, form[f"hours.{school.code}"]))
        others = [name.removeprefix("hours.") for name in form.fields if name.startswith("hours.")]
        for code in (code for code in others if code not in known):
            line = SchoolLine(code, code, "", "", "", False, form[f"hours.{code}"])
            by.setdefault(t("Geen school meer in deze gemeenten"), []).append(line)
        return [(name, lines) for name, lines in by.items() if lines]


def _line(school: SchoolView, field: Any) -> SchoolLine:
    running = any(
        line.programme in RUNNING and line.phase != Phase.ACQUISITIE for line in school.collaborations
    )
    return SchoolLine(
        school.code,
        school.name,
        school.gemeente_name,
        "" if school.pupils is None else whole(school.pupils),
        "" if school.score_met is None else decimal(school.score_met),
        running,
        field,
    )
