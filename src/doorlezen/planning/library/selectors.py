"""Which schools somebody means: "with_score", or { gemeente = "0281", score_above = 300 }."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from doorlezen.language import InputError, t
from doorlezen.planning.library.toml_entries import Entries


@dataclass(frozen=True)
class Candidate:
    """A school as a plan is made for it. ``score`` None: unknown; ``eligible``: the scheme's fund may pay."""

    code: str
    name: str
    gemeente: str
    pupils: int
    score: Decimal | None
    collaborating: bool
    eligible: bool

    @property
    def has_score(self) -> bool:
        """Whether the school has an achterstandsscore above 0."""
        return self.score is not None and self.score > 0


@dataclass(frozen=True)
class Selector:
    """Schools in words; every part that is not None must hold. ``where`` is file and path, for refusals."""

    where: str
    with_score: bool | None = None
    collaborating: bool | None = None
    eligible: bool | None = None
    score_above: Decimal | None = None
    pupils_below: int | None = None
    gemeente: str | None = None
    codes: tuple[str, ...] | None = None

    def takes(self, school: Candidate) -> bool:
        """Whether these words mean this school."""
        return (
            (self.with_score is None or school.has_score == self.with_score)
            and (self.collaborating is None or school.collaborating == self.collaborating)
            and (self.eligible is None or school.eligible == self.eligible)
            and (self.score_above is None or (school.score is not None and school.score > self.score_above))
            and (self.pupils_below is None or school.pupils < self.pupils_below)
            and (self.gemeente is None or school.gemeente == self.gemeente)
            and (self.codes is None or school.code in self.codes)
        )

    def select(self, schools: Sequence[Candidate]) -> tuple[str, ...]:
        """The codes of the schools that are meant, in the given order.

        Raises InputError for a code that is not among ``schools``, and where no school is meant.
        """
        known = {school.code for school in schools}
        for index, code in enumerate(self.codes or ()):
            if code not in known:
                what = t("{code} is hier geen school; kijk naar de code en de gemeente", code=code)
                raise InputError(f"{self.where}.codes[{index}]", what)
        chosen = tuple(school.code for school in schools if self.takes(school))
        if not chosen:
            raise self._none(schools)
        return chosen

    def _none(self, schools: Sequence[Candidate]) -> InputError:
        if (self.collaborating or self.eligible) and not any(school.collaborating for school in schools):
            what = t("dit kiest geen enkele school: hier loopt geen samenwerking; laad eerst de eigen lijst")
            return InputError(self.where, what, field="own_list")
        return InputError(self.where, t("dit kiest geen enkele school; maak de keuze ruimer"))


WORDS: dict[str, dict[str, bool]] = {
    "all": {},
    "with_score": {"with_score": True},
    "without_score": {"with_score": False},
    "collaborating": {"collaborating": True},
    "not_collaborating": {"collaborating": False},
    "eligible": {"eligible": True},
}


def read_selector(entries: Entries, key: str, gemeenten: tuple[str, ...]) -> Selector:
    """Read a word of `WORDS` or a table of conditions. Raises InputError with the path of what is wrong."""
    where = f"{entries.name}: {entries.at(key)}"
    if not entries.holds_table(key):
        return Selector(where, **WORDS[entries.one_of(key, WORDS)])  # type: ignore[arg-type]
    table = entries.table(key)
    if not table.mapping_keys():
        entries.refuse(key, t('noem minstens één voorwaarde, of schrijf "all"'))
    selector = Selector(
        where,
        with_score=table.boolean("with_score") if table.has("with_score") else None,
        collaborating=table.boolean("collaborating") if table.has("collaborating") else None,
        eligible=table.boolean("eligible") if table.has("eligible") else None,
        score_above=table.number("score_above") if table.has("score_above") else None,
        pupils_below=table.whole("pupils_below") if table.has("pupils_below") else None,
        gemeente=table.gemeente("gemeente", gemeenten) if table.has("gemeente") else None,
        codes=table.names("codes") if table.has("codes") else None,
    )
    table.close()
    return selector
