"""The second invented library: in the same files, with nothing in common but the province."""

from collections import Counter

from doorlezen.demo import invented_names, neighbours
from doorlezen.demo.invented_schools import SEED, invent_schools
from doorlezen.demo.neighbours import invent_neighbours, invent_their_collaborations
from doorlezen.demo.seeded_numbers import Draw


def test_they_share_no_school_and_no_gemeente() -> None:
    own = invent_schools(Draw(SEED))
    theirs = invent_neighbours(SEED, own)
    assert Counter(school.gemeente for school in theirs) == {"9910": 7, "9911": 7}
    for what in ("code", "name", "gemeente", "gemeente_name", "place"):
        mine = {getattr(school, what) for school in own}
        assert mine.isdisjoint(getattr(school, what) for school in theirs), what
    assert len({school.name for school in theirs}) == neighbours.SCHOOLS
    assert neighbours.LIBRARY != invented_names.LIBRARY


def test_their_own_list_is_about_their_schools_alone() -> None:
    theirs = invent_neighbours(SEED, invent_schools(Draw(SEED)))
    lines = invent_their_collaborations(SEED, theirs)
    assert len(lines) == 7
    assert {line.code for line in lines} < {school.code for school in theirs}
    assert {line.until for line in lines} == {None}


def test_some_of_them_have_a_score() -> None:
    theirs = invent_neighbours(SEED, invent_schools(Draw(SEED)))
    assert 0 < sum(school.has_score for school in theirs) < len(theirs)
