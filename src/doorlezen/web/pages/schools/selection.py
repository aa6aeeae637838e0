"""The schools that a reader chose: one query set that the table, the map and the export are all made of."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Case, CharField, Count, F, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.expressions import BaseExpression, OrderBy

from doorlezen.register.domain.current import searchable
from doorlezen.register.models import Collaboration, Edition, Kind, Listing, Phase, Programme
from doorlezen.schemes.outcomes import Told, outcomes
from doorlezen.schemes.verdict import Outcome
from doorlezen.web.pages.schools.choice import (
    NOT_RUNNING,
    PHASE_UNKNOWN,
    RUNNING,
    UNKNOWN_SCORE,
    WITH_SCORE,
    WITHOUT_SCORE,
    Choice,
)
from doorlezen.web.pages.schools.one_of import one_of
from doorlezen.web.pages.schools.visible import Visible, schools_of

_OF_LINE = {"phase": "phase", "programme": "programme", "since": "since", "line": "row"}
"""What a row tells about its collaboration, by the field of the line in the list."""
_OF_SCORE = {
    WITH_SCORE: Q(score_met__gt=0),
    WITHOUT_SCORE: Q(score_met=0),
    UNKNOWN_SCORE: Q(score_met=None),
}


@dataclass(frozen=True)
class Counted:
    """How many schools a list has, and how many of them: stand in the scores, score above 0, are eligible,
    are eligible and score above 0, have an outcome that cannot be told, stand on the map."""

    schools: int
    in_scores: int
    above_zero: int
    eligible: int
    eligible_above_zero: int
    undetermined: int
    located: int


@dataclass(frozen=True)
class Selection:
    """The schools that exist, that ``visible.actor`` may see and that fit ``choice``, on the day ``on``.

    Every row carries ``phase``, ``programme``, ``since`` and ``line`` (a row number) of the collaboration
    that runs that day by the newest own list; None where there is none, or where the reader sees no list.
    """

    visible: Visible
    choice: Choice
    on: datetime.date

    @cached_property
    def own_list(self) -> Edition | None:
        """The newest list of collaborations that the reader may see."""
        own = (edition for edition in self.editions.values() if edition.kind == Kind.COLLABORATIONS)
        return next(own, None)

    @cached_property
    def outcomes(self) -> Mapping[str, Told]:
        """The outcome of every visible school under the chosen track, and why; empty where none is chosen."""
        if not self.choice.track:
            return {}
        return outcomes(
            self.choice.track, municipalities=self.visible.codes, owner=self.visible.owner, on=self.on
        )

    @property
    def rows(self) -> QuerySet[Listing]:
        """The schools in their order."""
        return self._chosen.order_by(*self._order)

    @cached_property
    def editions(self) -> Mapping[int | None, Edition]:
        """What is published and the reader's own lists, the newest first, by the number that a row names it
        by: a join per row would ask it over again."""
        mine = ~Q(kind=Kind.COLLABORATIONS)
        if self.visible.owner is not None:
            mine |= Q(owner=self.visible.owner)
        found = Edition.objects.filter(mine).order_by("-peildatum", "-pk")
        return {edition.pk: edition for edition in found}

    @cached_property
    def counted(self) -> Counted:
        """The schools of this choice, counted in one query."""
        return self._count(self._chosen)

    @cached_property
    def all_visible(self) -> int:
        """How many schools there are to choose from."""
        return self._there.count()

    @property
    def _there(self) -> QuerySet[Listing]:
        return schools_of(self.visible.actor).filter(closed_on=None)

    @property
    def _chosen(self) -> QuerySet[Listing]:
        choice, rows = self.choice, self._with_collaboration(self._there)
        for word in searchable(choice.search).split():
            rows = rows.filter(search__contains=word)
        if choice.gemeente:
            rows = rows.filter(gemeente=choice.gemeente)
        if choice.score:
            rows = rows.filter(_OF_SCORE[choice.score])
        if choice.phase:
            rows = rows.filter(_of_phase(choice.phase))
        if choice.outcome:
            rows = rows.filter(one_of(self._with(Outcome(choice.outcome))))
        return rows

    def _with_collaboration(self, rows: QuerySet[Listing]) -> QuerySet[Listing]:
        if self.own_list is None:
            nothing = {name: Value(None, output_field=CharField()) for name in _OF_LINE}
            return rows.annotate(**nothing)
        lines = (
            Collaboration.objects.filter(edition=self.own_list, school=OuterRef("pk"))
            .filter(Q(until=None) | Q(until__gte=self.on), since__lte=self.on)
            # de Bibliotheek op school itself goes before other programmes, the newest before older ones
            .order_by(Case(When(programme=Programme.DBOS_PO, then=0), default=1), "-since", "pk")
        )

        return rows.annotate(**{name: Subquery(lines.values(field)[:1]) for name, field in _OF_LINE.items()})

    def _with(self, outcome: Outcome) -> list[str]:
        return [code for code, found in self.outcomes.items() if found.outcome == outcome]

    def _count(self, rows: QuerySet[Listing]) -> Counted:
        eligible = one_of(self._with(Outcome.ELIGIBLE))
        undetermined = one_of(self._with(Outcome.UNDETERMINED))
        above = Q(score_met__gt=0)
        return Counted(
            **rows.order_by().aggregate(
                schools=Count("pk"),
                in_scores=Count("pk", filter=Q(score_row__isnull=False)),
                above_zero=Count("pk", filter=above),
                eligible=Count("pk", filter=eligible),
                eligible_above_zero=Count("pk", filter=eligible & above),
                undetermined=Count("pk", filter=undetermined),
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
            by = _phase_rank()
        elif first == "outcome_rank":
            by = Case(
                When(one_of(self._with(Outcome.ELIGIBLE)), then=0),
                When(one_of(self._with(Outcome.NOT_ELIGIBLE)), then=2),
                default=1,
            )
        ordered = by.desc(nulls_last=True) if self.choice.downwards else by.asc(nulls_last=True)
        return [ordered, *rest, "pk"]


def _of_phase(phase: str) -> Q:
    without_phase = {
        RUNNING: Q(programme__isnull=False),
        NOT_RUNNING: Q(programme__isnull=True),
        PHASE_UNKNOWN: Q(phase=""),
    }
    return without_phase.get(phase, Q(phase=phase))


def _phase_rank() -> Case:
    """The phases in the order that a collaboration goes through them; without a phase after them."""
    whens = [When(phase=phase, then=place) for place, phase in enumerate(Phase.values)]
    return Case(*whens, When(programme__isnull=False, then=len(whens)), default=None)
