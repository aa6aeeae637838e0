"""The schools that fit a choice, as a question to the database; what it was answered is kept in memory."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Case, Count, F, Q, QuerySet, When
from django.db.models.expressions import BaseExpression, OrderBy

from doorlezen.accounts.domain.visible import VisibleSchools
from doorlezen.register.domain import register_cache
from doorlezen.register.domain.current import searchable
from doorlezen.register.domain.listing import COUNTED
from doorlezen.register.models import SPECIAL, Edition, Listing, Phase
from doorlezen.schemes.outcomes import SchoolVerdict, outcomes
from doorlezen.schemes.verdict import Eligibility
from doorlezen.web.pages.schools.choice import (
    ALL_KINDS,
    NOT_RUNNING,
    PHASE_UNKNOWN,
    RUNNING,
    SBO,
    SO,
    UNKNOWN_SCORE,
    VSO,
    WITH_SCORE,
    WITHOUT_SCORE,
    SchoolFilters,
)
from doorlezen.web.pages.schools.one_of import one_of

_OF_SCORE = {
    WITH_SCORE: Q(score_met__gt=0),
    WITHOUT_SCORE: Q(score_met=0),
    UNKNOWN_SCORE: Q(score_met=None),
}


_OF_KIND = {"": (), SBO: ("sbo",), SO: ("so", "so/vso"), VSO: ("vso", "so/vso")}


@dataclass(frozen=True)
class Counted:
    """How many schools a list has, and how many of them: are counted (`COUNTED`), stand in the scores, score
    above 0, are eligible, are eligible and score above 0, have an outcome that cannot be told, stand on the
    map."""

    schools: int
    counted: int
    in_scores: int
    above_zero: int
    eligible: int
    eligible_above_zero: int
    undetermined: int
    located: int


@dataclass(frozen=True)
class Chosen:
    """The schools that exist within ``visible`` and fit ``choice``, on the day ``on``.

    ``owner``: whose list of collaborations counts (None: nobody's); ``last``: as in `kept.last_edition`.
    Equal ones have the same schools, so that what one was answered holds for the other.
    """

    visible: VisibleSchools
    owner: str | None
    last: int
    choice: SchoolFilters
    on: datetime.date

    @property
    def editions(self) -> Mapping[int | None, Edition]:
        """What is published and the owner's lists, the newest first, by the number that a row names it by."""
        return register_cache.editions(self.last, self.owner)

    @property
    def own_list(self) -> Edition | None:
        """The owner's newest list of collaborations."""
        return register_cache.own_list(self.last, self.owner)

    @property
    def lines(self) -> Mapping[str, register_cache.CollaborationLine]:
        """The collaboration that runs that day by the owner's newest list, per vestigingscode."""
        own = self.own_list
        return {} if own is None else register_cache.running(own.pk, self.on)

    @property
    def outcomes(self) -> Mapping[str, SchoolVerdict]:
        """The outcome of the schools under the chosen track, and why; empty where none is chosen."""
        if not self.choice.track:
            return {}
        return outcomes(
            self.choice.track,
            municipalities=self.visible.gemeenten,
            owner=self.owner,
            on=self.on,
            last=self.last,
        )

    @property
    def rows(self) -> QuerySet[Listing]:
        """The schools in their order."""
        return self._fitting.order_by(*self._order)

    @property
    def _fitting(self) -> QuerySet[Listing]:
        choice, rows = self.choice, self.visible.rows().filter(closed_on=None)
        if choice.kind != ALL_KINDS:
            kinds = Q(school_type__in=_OF_KIND[choice.kind])
            rows = rows.filter(kinds if choice.kind else ~Q(school_type__in=SPECIAL))
        for word in searchable(choice.search).split():
            rows = rows.filter(search__contains=word)
        if choice.gemeente:
            rows = rows.filter(gemeente=choice.gemeente)
        if choice.score:
            rows = rows.filter(_OF_SCORE[choice.score])
        if choice.phase:
            rows = rows.filter(self._in_phase(choice.phase))
        if choice.outcome:
            rows = rows.filter(self._with(Eligibility(choice.outcome)))
        return rows

    def _in_phase(self, phase: str) -> Q:
        if phase == RUNNING:
            return one_of(self.lines)
        if phase == NOT_RUNNING:
            return ~one_of(self.lines)
        written = "" if phase == PHASE_UNKNOWN else phase
        return one_of([code for code, line in self.lines.items() if line.phase == written])

    def _with(self, outcome: Eligibility) -> Q:
        return one_of([code for code, found in self.outcomes.items() if found.outcome == outcome])

    def count(self) -> Counted:
        """The schools, counted in one query."""
        eligible, above = self._with(Eligibility.ELIGIBLE), Q(score_met__gt=0)
        return Counted(
            **self._fitting.order_by().aggregate(
                schools=Count("pk"),
                counted=Count("pk", filter=COUNTED),
                in_scores=Count("pk", filter=Q(score_row__isnull=False)),
                above_zero=Count("pk", filter=above),
                eligible=Count("pk", filter=eligible),
                eligible_above_zero=Count("pk", filter=eligible & above),
                undetermined=Count("pk", filter=self._with(Eligibility.UNDETERMINED)),
                located=Count("pk", filter=Q(latitude__isnull=False)),
            )
        )

    @property
    def _order(self) -> list[OrderBy | str]:
        last: dict[str, list[str]] = {
            "code": ["pk"],
            # without accents and capitals, as people look for a name
            "naam": ["search"],
            "plaats": ["place", "search"],
            "gemeente": ["gemeente_name", "place", "search"],
            "leerlingen": ["pupils", "search"],
            "score": ["score_met", "search"],
            "fase": ["phase_rank", "search"],
            "oordeel": ["outcome_rank", "search"],
        }
        first, *rest = last[self.choice.column]
        by: BaseExpression | F = F(first)
        if first == "phase_rank":
            by = self._phase_rank()
        elif first == "outcome_rank":
            by = Case(
                When(self._with(Eligibility.ELIGIBLE), then=0),
                When(self._with(Eligibility.NOT_ELIGIBLE), then=2),
                default=1,
            )
        ordered = by.desc(nulls_last=True) if self.choice.downwards else by.asc(nulls_last=True)
        return [ordered, *rest, "pk"]

    def _phase_rank(self) -> Case:
        """The phases in the order that a collaboration goes through them; without a phase after them."""
        whens = [When(self._in_phase(phase), then=place) for place, phase in enumerate(Phase.values)]
        return Case(*whens, When(one_of(self.lines), then=len(whens)), default=None)


@register_cache.until_next_edition(512)
def counted(chosen: Chosen) -> Counted:
    """As `Chosen.count`, asked once."""
    return chosen.count()


@register_cache.until_next_edition(256)
def special_schools(visible: VisibleSchools, last: int) -> int:
    """How many special schools (sbo, so, vso) there are among these, asked once."""
    return visible.rows().filter(closed_on=None, school_type__in=SPECIAL).count()


@register_cache.until_next_edition(64)
def some_rows(chosen: Chosen, first: int, after: int) -> tuple[Listing, ...]:
    """The rows from place ``first`` (0: the first) up to ``after``, asked once. Nobody may change them."""
    return tuple(chosen.rows[first:after])
