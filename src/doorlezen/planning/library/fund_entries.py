"""The purses: [[fund]] in the library file, and which schools each kind may pay."""

from collections.abc import Callable
from dataclasses import dataclass

from doorlezen.engine.allocation.posed.reading import read_use
from doorlezen.language import t
from doorlezen.planning.library.grounds import Grounds
from doorlezen.planning.library.library_model import FundLine
from doorlezen.planning.library.selectors import Candidate, read_selector
from doorlezen.planning.library.toml_entries import Entries


@dataclass(frozen=True)
class FundKind:
    """A kind of purse: whose schools it may pay, when its money is spent, and what stands in its table.

    ``use``: its place in the order of spending where the library says nothing else: what lapses or has a
    narrow purpose first, the library's own money last.
    ``own_schools``: the library names the schools; ``may_choose``: it may.
    """

    pays: Callable[[FundLine, Candidate], bool]
    use: int
    total_needed: bool = True
    of_gemeente: bool = False
    own_schools: bool = False
    may_choose: bool = False


def _oab_pays(fund: FundLine, school: Candidate) -> bool:
    """A gemeente chooses whom its money against disadvantage is for; else schools with a score."""
    chosen = school.has_score if fund.schools is None else fund.schools.takes(school)
    return school.gemeente == fund.gemeente and chosen


KINDS = {
    "scheme": FundKind(lambda fund, school: school.eligible, use=1, total_needed=False),
    "gemeente": FundKind(lambda fund, school: school.gemeente == fund.gemeente, use=3, of_gemeente=True),
    "oab": FundKind(lambda fund, school: _oab_pays(fund, school), use=2, of_gemeente=True, may_choose=True),
    "library": FundKind(lambda fund, school: True, use=5),
    "school": FundKind(lambda fund, school: True, use=4, total_needed=False),
    "other": FundKind(
        lambda fund, school: fund.schools is not None and fund.schools.takes(school),
        use=3,
        own_schools=True,
    ),
}
"""To add a kind of purse: one line here, one in docs/library-file.md."""


def read_fund(
    entries: Entries, gemeenten: tuple[str, ...], grounds: Grounds, *, has_scheme: bool
) -> FundLine:
    """Read one [[fund]]. Raises InputError with the path of what is wrong."""
    fund_id, name = entries.text("id"), entries.text("name")
    word = entries.one_of("kind", KINDS)
    kind = KINDS[word]
    if word == "scheme" and not has_scheme:
        entries.refuse("kind", t("er is nog geen regeling gekozen; kies die eerst"))
    if kind.total_needed and not entries.has("total"):
        entries.refuse("total", t("ontbreekt; hoeveel euro zit er dit schooljaar in deze pot?"))
    if word == "school" and not entries.has("per_pupil") and not entries.has("per_school"):
        entries.refuse("per_pupil", t("ontbreekt; hoeveel euro betaalt een school per leerling?"))
    if word != "scheme" and not entries.has("bouwstenen"):
        entries.refuse("bouwstenen", t("ontbreekt; waaraan mag dit geld op?"))
    use = read_use(entries)
    fund = FundLine(
        id=fund_id,
        name=name,
        kind=word,
        cents=entries.cents_or_none("total"),
        per_school=entries.cents_or_none("per_school"),
        per_pupil=entries.cents_or_none("per_pupil"),
        bouwstenen=entries.bouwstenen("bouwstenen") if entries.has("bouwstenen") else None,
        gemeente=entries.gemeente("gemeente", gemeenten) if kind.of_gemeente else None,
        schools=(
            read_selector(entries, "schools", gemeenten)
            if kind.own_schools or (kind.may_choose and entries.has("schools"))
            else None
        ),
        use=kind.use if use is None else use,
        ground=grounds.of(entries),
        path=f"{entries.name}: {entries.path}",
    )
    entries.close()
    return fund
