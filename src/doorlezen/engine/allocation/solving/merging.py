"""Fewer and narrower purses by hand: what one purse pays at a school is taken over by others that may.

Whole cents throughout, every rule kept at every step. It proves nothing; `purses.fewest` does.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import combinations

from doorlezen.engine.allocation.posed.requirements import Choice, Pay, Row
from doorlezen.engine.allocation.programs.program import Values
from doorlezen.engine.allocation.solving.purses import Purse, purse_of, purses_used, together

# Each round makes room for the next; after a few there is hardly any left.
ROUNDS = 8

# Of the exchanges between two schools that seem possible so many are tried, the one that fills most first.
NEAREST = 4

# Merging leaves room that another packing can use.
PACKINGS = 4


def merge(
    rows: Sequence[Row], most: Mapping[Pay, int], values: Values, place: Mapping[str, int]
) -> dict[Choice | Pay, int]:
    """Payments of the same costs by as few purses as taking over can reach, starting from ``values``.

    Then a purse makes way for one of a fund with an earlier ``place``. ``rows``: those about
    payments alone, which ``values`` keeps; one that sets a sum exactly says what a bouwsteen costs.
    """
    merging = _Merging(rows, most, values, place)
    merging.merged()
    for _ in range(PACKINGS):
        merging.packed()
        merging.merged()
    merging.narrowed()
    return {pay: cents for pay, cents in merging.paid.items() if cents}


class _Merging:
    def __init__(
        self, rows: Sequence[Row], most: Mapping[Pay, int], values: Values, place: Mapping[str, int]
    ) -> None:
        self.most = most
        self.place = place
        self.paid: dict[Choice | Pay, int] = {pay: values.get(pay, 0) for pay in most}
        # a sum that is given stays what it is when the same bouwsteen changes hands
        self.rows = [row for row in rows if row.least is None or row.least != row.most]
        self.sums = [0] * len(self.rows)
        self.of: defaultdict[Pay, list[tuple[int, int]]] = defaultdict(list)
        for number, row in enumerate(self.rows):
            for factor, variable in row.terms:
                if isinstance(variable, Pay) and variable in most:
                    self.of[variable].append((number, factor))
                    self.sums[number] += factor * self.paid[variable]
        self.pays: dict[Purse, list[Pay]] = together(most)
        self.limits = self._limits()
        self.open: defaultdict[str, list[Purse]] = defaultdict(list)
        for purse in sorted(self.pays, key=lambda purse: (place[purse.fund], purse)):
            self.open[purse.school].append(purse)

    def _limits(self) -> dict[Purse, list[int]]:
        """Per purse the rows that limit its fund alone."""
        limits: defaultdict[Purse, list[int]] = defaultdict(list)
        for number, row in enumerate(self.rows):
            if row.most is None or any(factor != 1 for factor, _ in row.terms):
                continue
            pays = [variable for _, variable in row.terms if isinstance(variable, Pay)]
            if len({pay.fund for pay in pays}) == 1:
                for purse in {purse_of(pay) for pay in pays}:
                    limits[purse].append(number)
        return limits

    def merged(self) -> None:
        """Let fewer purses pay wherever they can; what that frees may help elsewhere, so again."""
        for _ in range(ROUNDS):
            if not self._merged_somewhere():
                break

    def _merged_somewhere(self) -> bool:
        """Try every school that is paid from several purses, the fewest cents to move first; any luck?"""
        at = self._purses_at()
        ways = sorted(
            (self._to_move(at[school], fewer), school, fewer)
            for school in sorted(at)
            if len(at[school]) > 1
            for fewer in combinations(self.open[school], len(at[school]) - 1)
        )
        done: set[str] = set()
        for cents, school, fewer in ways:
            if school not in done and self._may_take(fewer, cents) and self._paid_by(at[school], fewer):
                done.add(school)
        return bool(done)

    def _may_take(self, purses: Sequence[Purse], cents: int) -> bool:
        """Whether what limits each of these purses alone leaves room for so much more."""
        for purse in purses:
            room = sum(self.most[pay] - self.paid[pay] for pay in self.pays[purse])
            for number in self.limits[purse]:
                room = min(room, (self.rows[number].most or 0) - self.sums[number])
            cents -= max(0, room)
            if cents <= 0:
                return True
        return cents <= 0

    def packed(self) -> None:
        """Fill narrow funds up: a dearer school comes in from broader money, a cheaper one goes out for it.

        The broad money that this saves is what merging then has to work with.
        """
        at = self._purses_at()
        alone: defaultdict[str, dict[str, int]] = defaultdict(dict)
        for school, purses in at.items():
            if len(purses) == 1:
                (purse,) = purses
                alone[purse.fund][school] = sum(self.paid[pay] for pay in self.pays[purse])
        coming: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
        for fund, schools in alone.items():
            for school in sorted(schools):
                for purse in self.open[school]:
                    if self.place[purse.fund] < self.place[fund]:
                        coming[purse.fund].append((school, fund))
        for fund in sorted(coming, key=lambda fund: (self.place[fund], fund)):
            for _ in range(ROUNDS):
                if not self._exchanged(fund, coming[fund], alone):
                    break

    def _exchanged(
        self, fund: str, coming: Sequence[tuple[str, str]], alone: Mapping[str, dict[str, int]]
    ) -> bool:
        """Let the exchange that fills this fund most take place; whether there was one."""
        ways = []
        for school, broad in coming:
            if (cents := alone[broad].get(school)) is None:
                continue
            free = max(self._slack(pay) for pay in self.pays[Purse(fund, school)])
            ways += [
                (cents - less, school, broad, other)
                for other, less in [("", 0), *alone[fund].items()]
                if 0 < cents - less <= free and (not other or Purse(broad, other) in self.pays)
            ]
        for _, school, broad, other in sorted(ways, reverse=True)[:NEAREST]:
            changes = [({Purse(broad, school)}, [Purse(fund, school)])]
            if other:
                changes.append(({Purse(fund, other)}, [Purse(broad, other)]))
            if self._together(changes):
                alone[fund][school] = alone[broad].pop(school)
                if other:
                    alone[broad][other] = alone[fund].pop(other)
                return True
        return False

    def _together(self, changes: Sequence[tuple[set[Purse], Sequence[Purse]]]) -> bool:
        """Pay schools from other purses at once, if they may; else nothing changes."""
        moves: list[tuple[Pay, int]] = []
        due: list[tuple[Pay, int, Sequence[Purse]]] = []
        for now, then in changes:
            for pay in [pay for purse in sorted(now) for pay in self.pays[purse] if self.paid[pay]]:
                due.append((pay, self.paid[pay], then))
                self._move(pay, -self.paid[pay], moves)
        if all(self._given_to(then, pay, cents, moves) for pay, cents, then in due) and self._rows_hold(
            moves
        ):
            return True
        for pay, cents in reversed(moves):
            self._move(pay, -cents, [])
        return False

    def _given_to(self, heirs: Sequence[Purse], pay: Pay, cents: int, moves: list[tuple[Pay, int]]) -> bool:
        """Let these purses pay so much of what this payment was; whether they can."""
        for purse in heirs:
            heir = Pay(purse.fund, pay.school, pay.bouwsteen)
            if cents and heir in self.most and (taken := min(cents, self._room(heir))) > 0:
                self._move(heir, taken, moves)
                cents -= taken
        return not cents

    def narrowed(self) -> None:
        """At every school let the broadest purse make way for the narrowest one that may pay all of it."""
        for school, purses in sorted(self._purses_at().items()):
            now = set(purses)
            for purse in sorted(purses, key=lambda purse: -self.place[purse.fund]):
                for narrower in self.open[school]:
                    if narrower == purse:
                        break
                    instead = now - {purse} | {narrower}
                    if narrower not in now and self._paid_by(now, self._in_order(instead)):
                        now = instead
                        break

    def _purses_at(self) -> dict[str, set[Purse]]:
        at: defaultdict[str, set[Purse]] = defaultdict(set)
        for purse in purses_used(self.paid):
            at[purse.school].add(purse)
        return at

    def _in_order(self, purses: set[Purse]) -> list[Purse]:
        return sorted(purses, key=lambda purse: (self.place[purse.fund], purse))

    def _to_move(self, now: set[Purse], fewer: Sequence[Purse]) -> int:
        """The cents that others must take over when only these purses pay."""
        return sum(self.paid[pay] for purse in now if purse not in fewer for pay in self.pays[purse])

    def _paid_by(self, now: set[Purse], fewer: Sequence[Purse]) -> bool:
        """Let fewer purses pay all that is paid at a school now, if they may; else nothing changes."""
        return self._together([({purse for purse in now if purse not in fewer}, fewer)])

    def _move(self, pay: Pay, cents: int, moves: list[tuple[Pay, int]]) -> None:
        self.paid[pay] += cents
        moves.append((pay, cents))
        for number, factor in self.of[pay]:
            self.sums[number] += factor * cents

    def _room(self, pay: Pay) -> int:
        """How many cents more this payment can be, within what is due and within each rule."""
        return min(self.most[pay] - self.paid[pay], self._slack(pay))

    def _slack(self, pay: Pay) -> int:
        """How many cents more this payment can be within each rule."""
        room = self.most[pay]
        for number, factor in self.of[pay]:
            least, most = self.rows[number].least, self.rows[number].most
            if factor > 0 and most is not None:
                room = min(room, (most - self.sums[number]) // factor)
            if factor < 0 and least is not None:
                room = min(room, (self.sums[number] - least) // -factor)
        return room

    def _rows_hold(self, moves: Sequence[tuple[Pay, int]]) -> bool:
        for pay, _ in moves:
            for number, _ in self.of[pay]:
                least, most = self.rows[number].least, self.rows[number].most
                if (least is not None and self.sums[number] < least) or (
                    most is not None and self.sums[number] > most
                ):
                    return False
        return True
