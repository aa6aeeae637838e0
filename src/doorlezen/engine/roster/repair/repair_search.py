"""The repair that asks least, in the order that is given, with its proof: CP-SAT, one aim after the other.

A half-day is first held to its minutes and to three schools. Where what then comes together does not fit with
the ways between, that is forbidden, and the search goes on: what is found at the end fits.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from doorlezen.engine.effort import Effort
from doorlezen.engine.roster.posed.shortest import MOST_SCHOOLS
from doorlezen.engine.roster.repair.repair_asked import (
    DatedVisit,
    Fate,
    Repair,
    RepairAsked,
    VisitSlot,
    cost,
    fate,
)
from doorlezen.engine.roster.repair.repair_places import Choices, choices, fits, fits_with_more
from doorlezen.engine.roster.solving.whole_numbers import WholeNumbers

_LAST = ("visits", "new_people", "days")
OF_THE_SAME_SCHOOLS = (("minutes",), _LAST)
FEWEST_HOURS = (("minutes",), ("schools",), _LAST)
"""Orders of what a repair asks (RepairCost): which of it first. What stands together is sought together."""


def search(
    asked: RepairAsked,
    free: Iterable[int],
    order: Sequence[Sequence[str]],
    effort: Effort,
    *,
    unlike: Mapping[int, Fate] | None = None,
    loyal: bool = False,
) -> Repair | None:
    """The repair that asks least in this order, when the visits ``free`` may change.

    ``loyal``: schools that are not hurt keep who comes. ``unlike``: how visits fared in another repair; at
    least one of them fares otherwise here. None where there is none, or none was found in time.
    """
    model = _Model(asked, choices(asked, free, loyal=loyal), unlike)
    proven = True
    values: list[int] | None = None
    for names in order:
        answer, fitting = model.best(names, effort)
        if answer is None:
            break
        values = answer
        proven = proven and fitting
    if values is None:
        return None
    places = model.places(values)
    return Repair(places, cost(asked, places), proven and not effort.over)


class _Model:
    def __init__(self, asked: RepairAsked, may: Choices, unlike: Mapping[int, Fate] | None) -> None:
        self._asked, self._may = asked, may
        self._program = WholeNumbers()
        self._at: dict[int, dict[VisitSlot | None, int]] = {}
        self._in: dict[VisitSlot, list[tuple[int, int]]] = defaultdict(list)
        for key, places in may.of.items():
            self._choose(key, places)
        self._terms = {
            "schools": self._schools(),
            "minutes": [(asked.by_key[key].minutes, at[None]) for key, at in self._at.items() if None in at],
            "visits": [(1, variable) for _, _, variable in self._changes()],
            "new_people": self._new_people(),
            "days": self._days(),
        }
        self._rooms()
        self._once_a_day()
        self._hours()
        if unlike is not None:
            alike = [
                (1, variable)
                for key, before in unlike.items()
                for place, variable in self._at[key].items()
                if fate(asked.by_key[key], place) == before
            ]
            self._program.row(alike, None, len(unlike) - 1)

    def best(self, names: Sequence[str], effort: Effort) -> tuple[list[int] | None, bool]:
        """The values with the least of these aims in turn, which are then held; whether that is proven."""
        terms = self._in_turn(names)
        while True:
            self._program.aim((-factor, variable) for factor, variable in terms)
            answer = self._program.maximise(effort)
            if answer.values is None:
                return None, False
            if self._forbid(answer.values):
                continue
            self._program.row(terms, None, sum(factor * answer.values[number] for factor, number in terms))
            self._program.hint(dict(enumerate(answer.values)))
            return answer.values, answer.proven

    def _in_turn(self, names: Sequence[str]) -> list[tuple[int, int]]:
        """One sum in which less of an earlier aim outweighs everything of the later ones."""
        found: list[tuple[int, int]] = []
        outweighs = 1
        for name in reversed(names):
            found += [(outweighs * factor, variable) for factor, variable in self._terms[name]]
            outweighs *= 1 + sum(factor for factor, _ in self._terms[name])
        return found

    def places(self, values: Sequence[int]) -> dict[int, VisitSlot | None]:
        """Where each visit is that does not stay, by key."""
        return {
            key: place
            for key, at in sorted(self._at.items())
            for place, variable in at.items()
            if values[variable] and place != self._asked.by_key[key].place
        }

    def _choose(self, key: int, places: Iterable[VisitSlot]) -> None:
        at: dict[VisitSlot | None, int] = {}
        for place in places:
            at[place] = self._program.variable()
            self._in[place].append((key, at[place]))
        if key in self._asked.hurt:
            at[None] = self._program.variable()
        self._program.row([(1, variable) for variable in at.values()], 1, 1)
        self._at[key] = at

    def _changes(self) -> Iterable[tuple[int, VisitSlot | None, int]]:
        """Each way in which a visit is not as planned: its key, its place and the variable."""
        for key, at in self._at.items():
            for place, variable in at.items():
                if place != self._asked.by_key[key].place:
                    yield key, place, variable

    def _schools(self) -> list[tuple[int, int]]:
        """A school notices it when one of its visits changes."""
        notices: dict[str, int] = {}
        for key, _, variable in self._changes():
            school = self._asked.by_key[key].school
            if school not in notices:
                notices[school] = self._program.variable()
            self._program.row([(1, notices[school]), (-1, variable)], 0, None)
        return [(1, variable) for variable in notices.values()]

    def _new_people(self) -> list[tuple[int, int]]:
        planned = {(visit.school, visit.place.person) for visit in self._asked.visits}
        new: dict[tuple[str, str], int] = {}
        for key, place, variable in self._changes():
            if place is None or (pair := (self._asked.by_key[key].school, place.person)) in planned:
                continue
            if pair not in new:
                new[pair] = self._program.variable()
            self._program.row([(1, new[pair]), (-1, variable)], 0, None)
        return [(1, variable) for variable in new.values()]

    def _days(self) -> list[tuple[int, int]]:
        return [
            (abs((place.day - self._asked.by_key[key].place.day).days), variable)
            for key, place, variable in self._changes()
            if place is not None
        ]

    def _rooms(self) -> None:
        for place, coming in self._in.items():
            there = self._may.staying.get(place, ())
            room = self._asked.room(*place) - sum(visit.minutes for visit in there)
            visits = self._visits(coming)
            planned = [visit.minutes for visit in visits if visit.place == place]
            minutes = [(visit.minutes, variable) for visit, (_, variable) in zip(visits, coming, strict=True)]
            # what was planned may stay, also where it does not fit by the numbers
            self._program.row(minutes, None, max(room, sum(planned)))
            most = max(MOST_SCHOOLS - len(there), len(planned))
            self._program.row([(1, variable) for _, variable in coming], None, most)

    def _once_a_day(self) -> None:
        """A school is not visited twice on a day, unless that was planned so."""
        by_day: dict[tuple[str, object], list[int]] = defaultdict(list)
        for key, at in self._at.items():
            for place, variable in at.items():
                if place is not None:
                    by_day[self._asked.by_key[key].school, place.day].append(variable)
        planned: dict[tuple[str, object], int] = defaultdict(int)
        for key in self._at:
            visit = self._asked.by_key[key]
            planned[visit.school, visit.place.day] += 1
        for where, variables in by_day.items():
            if len(variables) > 1:
                self._program.row([(1, one) for one in variables], None, max(1, planned[where]))

    def _hours(self) -> None:
        """Nobody visits more than planned and allowed on these days together."""
        more: dict[str, list[tuple[int, int]]] = defaultdict(list)
        planned: dict[str, int] = defaultdict(int)
        for key, at in self._at.items():
            visit = self._asked.by_key[key]
            planned[visit.place.person] += visit.minutes
            for place, variable in at.items():
                if place is not None:
                    more[place.person].append((visit.minutes, variable))
        for person, terms in sorted(more.items()):
            if person in self._asked.more:
                self._program.row(terms, None, planned[person] + self._asked.more[person])

    def _forbid(self, values: Sequence[int]) -> bool:
        """Forbid what comes together in a half-day and does not fit; whether there was any."""
        found = False
        for place, coming in self._in.items():
            there = [(key, variable) for key, variable in coming if values[variable]]
            if not there or self._stays_as_planned(place, [key for key, _ in there]):
                continue
            together = (*self._may.staying.get(place, ()), *self._visits(there))
            if fits(self._asked, place, together):
                continue
            found = True
            rest = [pair for pair in coming if pair not in there]
            wanted = [(1, variable) for _, variable in there]
            if fits_with_more(self._asked, place, together, self._visits(rest)):
                wanted += [(-1, variable) for _, variable in rest]
            self._program.row(wanted, None, len(there) - 1)
        return found

    def _visits(self, pairs: Iterable[tuple[int, int]]) -> list[DatedVisit]:
        return [self._asked.by_key[key] for key, _ in pairs]

    def _stays_as_planned(self, place: VisitSlot, keys: list[int]) -> bool:
        """Whether nothing new comes here."""
        return all(self._asked.by_key[key].place == place for key in keys)
