"""A library's own list of its team: what is understood, and what every wrong row says."""

import datetime

import pytest
from django_scopes import scope

from doorlezen.accounts.roles import Role
from doorlezen.documents.source import Source
from doorlezen.language import InputError
from doorlezen.team.domain.team_list import add_all, half_days_in, judge_team_list
from doorlezen.team.models import TeamMember
from tests.people import Neighbourhood

DAY = datetime.date(2026, 8, 1)
GOOD = """Naam;Functie;Uren;Dagen;Opmerking
Noor Kantlijn;leesconsulent;24;ma, di-ochtend en do;
Otto Omslag;coach;22,5 uur;Vrijdag;telefonisch bereikbaar
;;;;
"""


@pytest.mark.parametrize(
    ("text", "half_days"),
    [
        ("", []),
        ("ma", ["mo-am", "mo-pm"]),
        ("ma, di-ochtend en do", ["mo-am", "mo-pm", "tu-am", "th-am", "th-pm"]),
        ("Do middag; ma och", ["mo-am", "th-pm"]),
        ("wo o + vrijdagmiddag", ["we-am", "fr-pm"]),
    ],
)
def test_days_are_read_as_people_write_them(text: str, half_days: list[str]) -> None:
    assert list(half_days_in(text)) == half_days


@pytest.mark.parametrize("text", ["za", "ma-avond", "3 dagen", "omgaand"])
def test_what_is_no_half_day_is_not_guessed(text: str) -> None:
    with pytest.raises(InputError) as refused:
        half_days_in(text)
    assert text in refused.value.what


@pytest.mark.django_db
def test_a_good_list_lets_everybody_in_and_a_second_time_nobody(neighbourhood: Neighbourhood) -> None:
    linge = neighbourhood.linge
    leader, source = neighbourhood.actor(linge, Role.ADVISER), Source("team.csv", GOOD.encode())
    with scope(organisation=linge):
        assert add_all(leader, source, since=DAY) == 2
        told = [
            (one.name, one.function, one.contract_quarters, one.schools_quarters)
            for one in TeamMember.objects.all()
        ]
        assert told == [("Noor Kantlijn", "leesconsulent", 96, 96), ("Otto Omslag", "other", 90, 90)]
        assert add_all(leader, source, since=DAY) == 0
        assert TeamMember.objects.count() == 2


@pytest.mark.django_db
def test_one_wrong_row_lets_nobody_in_and_each_says_what_is_wrong(neighbourhood: Neighbourhood) -> None:
    rows = ("naam;uren;dagen", "Noor Kantlijn;24;ma", "Otto Omslag;veel;ma", "Puck Kapittel;0;ma")
    text = "\n".join((*rows, "noor kantlijn;24;", "Quirine Omslag;8;zondag", ""))
    linge = neighbourhood.linge
    leader, source = neighbourhood.actor(linge, Role.ADVISER), Source("team.csv", text.encode())
    with scope(organisation=linge):
        found = judge_team_list(leader, source, since=DAY)
        assert [(row.row, row.fault.column) for row in found.wrong if row.fault] == [
            (3, "uren"),
            (4, "uren"),
            (5, "naam"),
            (6, "dagen"),
        ]
        with pytest.raises(InputError):
            add_all(leader, source, since=DAY)
        assert TeamMember.objects.count() == 0
