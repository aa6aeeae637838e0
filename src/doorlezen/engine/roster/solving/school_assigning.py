"""Which school goes to whom, in whole numbers; half-days are looked at where an answer does not fit in them.

Somebody who visits one school in a slot is a knapsack with a rule for every set of half-days that could
become too full. Such a rule is added where an answer breaks it: all of them at once made the search ten
times as long.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import NamedTuple

from doorlezen.engine.effort import Effort
from doorlezen.engine.roster.posed.roster_answer import ServedSchool
from doorlezen.engine.roster.posed.roster_problem import VisitTime
from doorlezen.engine.roster.solving.columns import worth_of
from doorlezen.engine.roster.solving.pairs import Pairs
from doorlezen.engine.roster.solving.placing import Placing
from doorlezen.engine.roster.solving.school_prices import View
from doorlezen.engine.roster.solving.slot_sharing import Sharing
from doorlezen.engine.roster.solving.whole_numbers import WholeAnswer, WholeNumbers

Served = Mapping[str, ServedSchool]


class Assigned(NamedTuple):
    """A roster (None: none found), its value, and what any roster within the limits is worth at most.

    ``infeasible``: there provably is none within the limits.
    """

    served: Served | None
    objective: int | None
    bound: int | None
    infeasible: bool

    @property
    def proven(self) -> bool:
        """Whether none within the limits is better."""
        return self.objective is not None and self.objective == self.bound


class Assigning:
    """The program of a problem. ``allowed``: for each person the schools that are looked at.

    Not ``all_that_must``: schools that must be served may be left out.
    """

    def __init__(
        self,
        pairs: Pairs,
        placings: Sequence[Placing],
        allowed: Sequence[Collection[int]] | None = None,
        *,
        all_that_must: bool = True,
    ) -> None:
        self.pairs, self.placings, self.program = pairs, placings, WholeNumbers()
        schools = allowed if allowed is not None else pairs.of
        self.takes = [{school: self.program.variable() for school in sorted(own)} for own in schools]
        self.sharing: dict[int, Sharing] = {}
        self.over: dict[int, int] = {}
        self.objective: list[tuple[int, int]] = []
        for number, school in enumerate(pairs.problem.schools):
            takers = [own[number] for own in self.takes if number in own]
            self.program.at_most_one(takers)
            if school.must and all_that_must:
                self.program.row([(1, taker) for taker in takers], 1, 1)
        for person in range(len(self.takes)):
            if pairs.alone[person]:
                self._alone(person)
            else:
                self._shared(person)

    def _alone(self, person: int) -> None:
        own = self.pairs.of[person]
        takes = self.takes[person]
        self.objective += [(own[school].worth, at) for school, at in takes.items()]
        self._contract(person, [(own[school].minutes, at) for school, at in takes.items()])

    def _room(self, person: int, slots: int) -> None:
        """Visits that can only be in these slots take no more than there are."""
        terms = [
            (count, at)
            for school, at in self.takes[person].items()
            for reach, count in self.placings[person].reach(school)
            if reach & ~slots == 0
        ]
        if sum(count for count, _ in terms) > slots.bit_count():
            self.program.row(terms, None, slots.bit_count())

    def _shared(self, person: int) -> None:
        weights = self.pairs.problem.weights
        takes = self.takes[person]
        sharing = self.sharing[person] = Sharing(self.program, self.pairs, person, takes)
        for school, at in takes.items():
            self.objective.append((self.pairs.before_travel(person, school), at))
        self.objective += [(-weights.travel * minutes, at) for minutes, at in sharing.travel]
        minutes = [(self.pairs.of[person][school].minutes, at) for school, at in takes.items()]
        self._contract(person, [*minutes, *sharing.worked])

    def _contract(self, person: int, worked: Sequence[tuple[int, int]]) -> None:
        problem = self.pairs.problem
        who, weeks = problem.people[person], problem.cycle_weeks
        limit, target = who.max_minutes * weeks, who.target_minutes * weeks
        self.program.row(worked, None, limit)
        if problem.weights.over_target and target < limit:
            over = self.over[person] = self.program.variable(limit - target)
            self.program.row([*worked, (-1, over)], None, target)
            self.objective.append((-problem.weights.over_target, over))

    def force(self, person: int, school: int) -> None:
        """This pair is in every answer."""
        self.program.row([(1, self.takes[person][school])], 1, 1)

    def within(self, least: int | None, most: int | None) -> None:
        """Only rosters of a value between these."""
        self.program.row(self.objective, least, most)

    def priced(self, view: View, least: int) -> None:
        """Say what each person brings at these prices at most, and at least for a roster of that value.

        The knapsacks know what the solver's linear program does not: with these rows it begins at their
        bound.
        """
        weight, lacks = self.pairs.problem.weights.over_target, view.bound - least
        for person, takes in enumerate(self.takes):
            own = self.pairs.of[person]
            terms = [(own[school].worth - view.prices[school], at) for school, at in takes.items()]
            if person in self.over:
                terms.append((-weight, self.over[person]))
            if self.pairs.alone[person]:
                self.program.row(terms, view.most[person] - lacks, view.most[person])

    def hint(self, served: Served) -> None:
        """Tell of a good roster."""
        problem = self.pairs.problem
        self.program.hint(
            {
                at: int(
                    (found := served.get(problem.schools[school].code)) is not None
                    and found.person == problem.people[person].id
                )
                for person, own in enumerate(self.takes)
                for school, at in own.items()
            }
        )

    def maximise(
        self, effort: Effort, *, progress: Callable[[int | None, int], None] | None = None
    ) -> Assigned:
        """The best roster within the limits, as far as the effort goes."""
        self.program.aim(self.objective)
        return self.seek(effort, progress)

    def seek(self, effort: Effort, progress: Callable[[int | None, int], None] | None = None) -> Assigned:
        """The best answer for the aim of the program whose half-days fit."""
        while True:
            answer = self.program.maximise(effort, progress=progress)
            if answer.values is None:
                return Assigned(None, None, answer.bound, answer.infeasible)
            chosen = self._chosen(answer.values)
            full = [
                person
                for person, schools in enumerate(chosen)
                if self.pairs.alone[person] and not self.placings[person].fits(schools)
            ]
            if not full:
                return Assigned(
                    self._served(chosen, answer), answer.objective, answer.bound, infeasible=False
                )
            for person in full:
                self._cut(person, chosen[person])
            if effort.over:
                return Assigned(None, None, answer.bound, infeasible=False)

    def _chosen(self, values: Sequence[int]) -> list[frozenset[int]]:
        return [frozenset(school for school, at in own.items() if values[at]) for own in self.takes]

    def _cut(self, person: int, schools: frozenset[int]) -> None:
        """Refuse the fewest of these schools that do not fit together, and all that is refused with them."""
        placing, few = self.placings[person], schools
        for school in sorted(schools):
            if not placing.fits(few - {school}):
                few = few - {school}
        reaches = [reach for school in few for reach in placing.reach(school)]
        slots = 0
        for reach, _ in reaches:
            slots |= reach
        if sum(count for _, count in reaches) > slots.bit_count():
            self._room(person, slots)
        else:
            self.program.row([(1, self.takes[person][school]) for school in sorted(few)], None, len(few) - 1)

    def _served(self, chosen: Sequence[frozenset[int]], answer: WholeAnswer) -> dict[str, ServedSchool]:
        served = {}
        for person, schools in enumerate(chosen):
            name = self.pairs.problem.people[person].id
            times = self._times(person, schools, answer)
            for school, visits in times.items():
                served[self.pairs.problem.schools[school].code] = ServedSchool(name, visits)
        return served

    def _times(
        self, person: int, schools: frozenset[int], answer: WholeAnswer
    ) -> Mapping[int, tuple[VisitTime, ...]]:
        if self.pairs.alone[person]:
            placed = self.placings[person].place(sorted(schools))
            assert placed is not None
            return placed
        assert answer.values is not None
        times: dict[int, tuple[VisitTime, ...]] = {}
        for ((school, _), time), at in self.sharing[person].times.items():
            if answer.values[at]:
                times[school] = (*times.get(school, ()), time)
        return times


def placed(
    pairs: Pairs, placings: Sequence[Placing], chosen: Sequence[tuple[int, frozenset[int]]]
) -> Assigned:
    """The roster in which these people, each alone in a slot, serve these schools, which fit."""
    served, problem = {}, pairs.problem
    for person, schools in chosen:
        times = placings[person].place(sorted(schools))
        assert times is not None
        for school, visits in times.items():
            served[problem.schools[school].code] = ServedSchool(problem.people[person].id, visits)
    value = sum(worth_of(pairs, person, schools) for person, schools in chosen)
    return Assigned(served, value, None, infeasible=False)
