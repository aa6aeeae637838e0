"""Asking the register: which edition, which day, which schools; loaded through the register's own doors."""

import datetime
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from doorlezen.documents.source import open_source
from doorlezen.language import InputError, use
from doorlezen.register.domain.editions import Offered
from doorlezen.register.domain.load import load
from doorlezen.register.domain.load_collaborations import load_collaborations
from doorlezen.register.models import Kind
from doorlezen.schemes.domain import Verdicts, find_gemeenten, find_score_edition, verdicts
from doorlezen.schemes.scheme import FilledParameter, fill
from doorlezen.schemes.shipped_schemes import find_track, load_schemes
from doorlezen.schemes.summary import summary
from doorlezen.schemes.verdict import Eligibility, WarningKind
from tests.register.files import Scored, listed, schools_csv, scores_xlsx, write
from tests.schemes.make import track

pytestmark = pytest.mark.django_db
SEPTEMBER, OCTOBER = datetime.date(2019, 9, 1), datetime.date(2019, 10, 1)
AUTUMN, LATER = datetime.date(2019, 11, 1), datetime.date(2021, 11, 1)
YEAR = "2025-2026"
DOORONTWIKKELING = find_track(load_schemes(), "mbv2-doorontwikkeling-po")

LISTED = [
    listed("00AA00"),
    listed("00BB00"),
    listed("00CC00"),
    listed("00DD00", gemeente="0214", gemeente_name="BUREN", place="BUREN"),
    listed("00EE00"),
]
SCORED = [
    Scored("00AA00", 100, zonder=102.6),
    Scored("00BB00", 100, zonder=60.0),
    Scored("00CC00", 30, zonder=50.0),
    Scored("00DD00", 100, zonder=102.6),
]
OWN = """\
vestigingscode;programma;sinds;tot
00AA00;dbos-po;2018-08-01;
00BB00;dbos-po;2018-08-01;
00CC00;dbos-po;2018-08-01;
00EE00;dbos-po;2018-08-01;
"""


@pytest.fixture
def register(tmp_path: Path) -> Path:
    """Five schools on 1 September 2019, four of them with a score, four of them in the library's list."""
    schools = write(tmp_path, "vestigingen_2019-09.csv", schools_csv(LISTED))
    scores = write(tmp_path, "scores.xlsx", scores_xlsx(SCORED))
    load([Offered(Kind.SCHOOLS, open_source(schools)), Offered(Kind.SCORES, open_source(scores))])
    own = write(tmp_path, "eigen.csv", OWN.encode())
    load_collaborations(Offered(Kind.COLLABORATIONS, open_source(own), AUTUMN), today=AUTUMN)
    return tmp_path


def two_years_on(folder: Path) -> None:
    """In 2021 school 00AA00 is gone and 00FF00 is new."""
    later = [*LISTED[1:], listed("00FF00")]
    schools = write(folder, "vestigingen_2021-10.csv", schools_csv(later))
    load([Offered(Kind.SCHOOLS, open_source(schools))], accept_closures=True)


def ask(on: datetime.date = AUTUMN, *, municipalities: tuple[str, ...] | None = None) -> Verdicts:
    return verdicts(*DOORONTWIKKELING, municipalities=municipalities, on=on, school_year=YEAR)


def outcomes(found: Verdicts) -> dict[str, str]:
    return {row.school.code: row.outcome.value for row in found.rows}


def test_a_verdict_for_every_school(register: Path) -> None:
    found = ask()
    assert outcomes(found) == {
        "00AA00": "eligible",
        "00BB00": "not-eligible",
        "00CC00": "undetermined",
        "00DD00": "not-eligible",
        "00EE00": "undetermined",
    }
    assert summary(found) == (
        "3 van de 4 scholen hebben een achterstandsscore; 1 daarvan komt in aanmerking. "
        "Nog 1 school staat niet in de scores. Bij 2 scholen is het niet vast te stellen."
    )
    assert [(edition.publisher, edition.peildatum) for edition in found.editions()] == [
        ("DUO", SEPTEMBER),
        ("CBS", OCTOBER),
        ("de bibliotheek", AUTUMN),
    ]


def test_only_these_gemeenten(register: Path) -> None:
    found = ask(municipalities=("0214",))
    assert outcomes(found) == {"00DD00": "not-eligible"}
    assert summary(found) == "Je enige school heeft een achterstandsscore; die komt niet in aanmerking."


def test_two_years_on(register: Path) -> None:
    two_years_on(register)
    found = ask(LATER)
    assert outcomes(found) == {
        "00AA00": "not-eligible",
        "00BB00": "not-eligible",
        "00CC00": "undetermined",
        "00DD00": "not-eligible",
        "00EE00": "undetermined",
        "00FF00": "not-eligible",
    }
    gone, new = found.rows[0], found.rows[-1]
    assert gone.reason == "deze vestiging bestaat niet meer sinds 1 okt 2021"
    assert [warning.kind for warning in gone.warnings] == [WarningKind.CLOSED]
    assert [answer.reason for answer in new.answers] == [
        "basisonderwijs",
        "nieuwe vestigingscode (1 okt 2021), niet in de scores van 1 okt 2019",
        "geen samenwerking (bron: eigen lijst, 1 nov 2019)",
    ]
    assert found.counts == {Eligibility.NOT_ELIGIBLE: 3, Eligibility.UNDETERMINED: 2}
    assert summary(found) == (
        "2 van de 3 scholen hebben een achterstandsscore; "
        "van geen school staat vast dat die in aanmerking komt. "
        "Nog 2 scholen staan niet in de scores. Bij 2 scholen is het niet vast te stellen. "
        "1 vestiging uit je lijst bestaat niet meer."
    )


def test_the_same_day_gives_the_same_answer_after_a_later_list(register: Path) -> None:
    before = ask()
    two_years_on(register)
    assert [str(row) for row in ask().rows] == [str(row) for row in before.rows]


def test_before_anything_was_known(register: Path) -> None:
    with pytest.raises(InputError) as refused:
        ask(datetime.date(2018, 8, 1))
    assert str(refused.value) == (
        "register: op 1 aug 2018 kende het register nog geen scholen; de oudste lijst is van 1 sep 2019"
    )


def test_an_empty_register() -> None:
    with pytest.raises(InputError) as refused:
        ask()
    assert (
        str(refused.value)
        == "register: er zijn nog geen scholen geladen; laad eerst de lijsten van CBS en DUO"
    )
    with pytest.raises(InputError) as refused:
        find_gemeenten(["0281"])
    assert (
        str(refused.value)
        == "register: er zijn nog geen scholen geladen; laad eerst de lijsten van CBS en DUO"
    )


def test_a_gemeente_without_schools(register: Path) -> None:
    with pytest.raises(InputError) as refused:
        ask(municipalities=("9999",))
    assert str(refused.value) == (
        "register: in deze gemeenten staat geen school; kies andere, of laad een nieuwere lijst"
    )


def test_without_a_list_of_collaborations_nobody_knows(tmp_path: Path) -> None:
    schools = write(tmp_path, "vestigingen_2019-09.csv", schools_csv(LISTED))
    scores = write(tmp_path, "scores.xlsx", scores_xlsx(SCORED))
    load([Offered(Kind.SCHOOLS, open_source(schools)), Offered(Kind.SCORES, open_source(scores))])
    assert outcomes(ask())["00AA00"] == "undetermined"


def test_without_scores_the_sentence_does_not_count_them(tmp_path: Path) -> None:
    schools = write(tmp_path, "vestigingen_2019-09.csv", schools_csv(LISTED))
    load([Offered(Kind.SCHOOLS, open_source(schools))])
    assert summary(ask()) == (
        "Van geen van de 5 scholen staat vast dat die in aanmerking komt. "
        "Bij 5 scholen is het niet vast te stellen."
    )


def next_year(folder: Path) -> None:
    title = "Achterstandsscore per basisschoolvestiging, 1 oktober 2020"
    explanation = "In 2020 was de waarde van C 535,26. G bedroeg in 2020 529,46. "
    again = [Scored("00AA00", 100, zonder=60.0), *SCORED[1:]]
    scores = write(folder, "next.xlsx", scores_xlsx(again, title=title, explanation=explanation))
    load([Offered(Kind.SCORES, open_source(scores))])


def test_the_edition_of_the_scores_can_be_chosen(register: Path) -> None:
    next_year(register)
    on = datetime.date(2020, 11, 1)
    assert outcomes(ask(on))["00AA00"] == "not-eligible"
    first = find_score_edition("2019-10-01")
    assert (first.peildatum, find_score_edition(first.sha256[:8])) == (OCTOBER, first)
    found = verdicts(*DOORONTWIKKELING, municipalities=None, on=on, score_edition=first, school_year=YEAR)
    assert (outcomes(found)["00AA00"], found.score_edition) == ("eligible", first)


def test_a_peildatum_that_was_filled_in_chooses_the_edition(register: Path) -> None:
    next_year(register)
    scheme, open_track = DOORONTWIKKELING
    on = datetime.date(2020, 11, 1)
    filled = FilledParameter("score_above.peildatum", "2019-10-01", "brief", on, "Jo", "lib.toml")
    fixed = fill(open_track, [filled])
    assert (
        outcomes(verdicts(scheme, fixed, municipalities=None, on=on, school_year=YEAR))["00AA00"]
        == "eligible"
    )
    newest = find_score_edition("2020-10-01")
    with pytest.raises(InputError) as refused:
        verdicts(scheme, fixed, municipalities=None, on=on, score_edition=newest, school_year=YEAR)
    assert str(refused.value) == (
        "mbv2-doorontwikkeling-po: dit spoor vraagt de scores van 1 okt 2019, geen andere"
    )


def test_a_peildatum_that_is_not_loaded_leaves_it_undetermined(register: Path) -> None:
    scheme, open_track = DOORONTWIKKELING
    filled = FilledParameter("score_above.peildatum", "2018-10-01", "brief", AUTUMN, "Jo", "lib.toml")
    found = verdicts(scheme, fill(open_track, [filled]), municipalities=None, on=AUTUMN, school_year=YEAR)
    assert found.counts == {Eligibility.UNDETERMINED: 4, Eligibility.NOT_ELIGIBLE: 1}
    assert found.rows[0].reason == "de scores van 1 okt 2018 zijn niet geladen, wel die van 1 okt 2019"


@pytest.mark.parametrize(
    ("asked", "what"),
    [
        ("2018-10-01", "deze editie van de scores is er niet; geladen: 2019-10-01 ({hash})"),
        ("ffff0000ffff", "deze editie van de scores is er niet; geladen: 2019-10-01 ({hash})"),
        ("vorig jaar", "geef een peildatum zoals 2019-10-01, of minstens 4 tekens van de hash"),
    ],
)
def test_an_edition_that_there_is_not(register: Path, asked: str, what: str) -> None:
    short = find_score_edition("2019-10-01").sha256[:8]
    with pytest.raises(InputError) as refused:
        find_score_edition(asked)
    assert str(refused.value) == f"{asked}: {what.format(hash=short)}"


@pytest.mark.parametrize("asked", ["0281", "281", "GM0281", "Tiel", "tiel", " TIEL "])
def test_a_gemeente_by_code_or_name(register: Path, asked: str) -> None:
    assert find_gemeenten([asked, "0214"]) == ("0281", "0214")


@pytest.mark.parametrize(
    ("asked", "names"),
    [
        ("0282", "0281 (Tiel) of 0214 (Buren)"),
        ("Teil", "Tiel"),
        ("Buuren", "Buren"),
        ("12345", "Buren of Tiel"),
    ],
)
def test_a_gemeente_that_there_is_not(register: Path, asked: str, names: str) -> None:
    with pytest.raises(InputError) as refused:
        find_gemeenten([asked])
    assert str(refused.value) == f"{asked}: deze gemeente staat niet in het register; bedoel je {names}?"


def test_the_number_of_queries_does_not_grow(register: Path) -> None:
    with CaptureQueriesContext(connection) as one:
        assert len(ask(municipalities=("0214",)).rows) == 1
    with CaptureQueriesContext(connection) as all_of_them:
        assert len(ask(municipalities=("0214", "0281")).rows) == 5
    assert len(all_of_them) == len(one)


def test_a_track_without_scores_counts_the_eligible(register: Path) -> None:
    scheme, _ = DOORONTWIKKELING
    new = track("- {kind: no_collaboration, source: bron, programmes: [dbos-po], on: asked}")
    found = verdicts(scheme, new, municipalities=("0214", "0281"), on=AUTUMN, school_year=YEAR)
    assert summary(found) == "1 van je 5 scholen komt in aanmerking."


def test_english_words_for_the_same_verdict(register: Path) -> None:
    dutch = outcomes(ask())
    with use("en"):
        assert outcomes(ask()) == dutch
