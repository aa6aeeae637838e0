"""``collaboration_running`` and ``no_collaboration``: what the library's list says about a day."""

import datetime
from dataclasses import replace

import pytest

from doorlezen.register.models import Collaboration
from doorlezen.schemes.holds import Holds, opposite
from doorlezen.schemes.rules import Evidence
from tests.schemes.make import KNOWN, ask, line, school

ON_FIRST_OF_OCTOBER = "- {kind: collaboration_running, source: bron, programmes: [dbos-po], on: 2019-10-01}"
ON_THE_DAY_ASKED = ON_FIRST_OF_OCTOBER.replace("2019-10-01", "asked")
TWO_PROGRAMMES = ON_FIRST_OF_OCTOBER.replace("[dbos-po]", "[dbos-po, comparable]")
YES, NO = Holds.YES, Holds.NO

ANSWERS: dict[str, tuple[str, tuple[Collaboration, ...], Holds, str]] = {
    "runs": (ON_FIRST_OF_OCTOBER, (line("2018-08-01"),), YES, "samenwerking sinds 1 aug 2018"),
    "starts that very day": (
        ON_FIRST_OF_OCTOBER,
        (line("2019-10-01"),),
        YES,
        "samenwerking sinds 1 okt 2019",
    ),
    "ends that very day": (
        ON_FIRST_OF_OCTOBER,
        (line("2018-08-01", "2019-10-01"),),
        YES,
        "samenwerking sinds 1 aug 2018",
    ),
    "starts a day later": (
        ON_FIRST_OF_OCTOBER,
        (line("2019-10-02"),),
        NO,
        "op 1 okt 2019 nog geen samenwerking (bron: eigen lijst, regel 14)",
    ),
    "ended a day earlier": (
        ON_FIRST_OF_OCTOBER,
        (line("2018-08-01", "2019-09-30"),),
        NO,
        "op 1 okt 2019 geen samenwerking meer (bron: eigen lijst, regel 14)",
    ),
    "ended twice": (
        ON_FIRST_OF_OCTOBER,
        (line("2016-08-01", "2018-07-31", row=2), line("2018-08-01", "2019-07-31", row=3)),
        NO,
        "op 1 okt 2019 geen samenwerking meer (bron: eigen lijst, regel 3)",
    ),
    "between two": (
        ON_FIRST_OF_OCTOBER,
        (line("2016-08-01", "2018-07-31", row=2), line("2020-08-01", row=3)),
        NO,
        "op 1 okt 2019 geen samenwerking (bron: eigen lijst, regel 3)",
    ),
    "started again": (
        ON_FIRST_OF_OCTOBER,
        (line("2016-08-01", "2018-07-31"), line("2019-08-01")),
        YES,
        "samenwerking sinds 1 aug 2019",
    ),
    "runs on the day asked": (ON_THE_DAY_ASKED, (line("2019-11-01"),), YES, "samenwerking sinds 1 nov 2019"),
    "not yet on the day asked": (
        ON_THE_DAY_ASKED,
        (line("2019-11-02"),),
        NO,
        "op 1 nov 2019 nog geen samenwerking (bron: eigen lijst, regel 14)",
    ),
    "another programme": (
        ON_FIRST_OF_OCTOBER,
        (line("2018-08-01", programme="comparable"),),
        NO,
        "wel een vergelijkbare samenwerking, maar geen samenwerking onder de Bibliotheek op school (po)",
    ),
    "one of two programmes": (
        TWO_PROGRAMMES,
        (line("2018-08-01", programme="comparable"),),
        YES,
        "samenwerking sinds 1 aug 2018",
    ),
    "being won": (
        ON_FIRST_OF_OCTOBER,
        (line("2019-08-01", phase="acquisitie"),),
        NO,
        "in acquisitie: nog geen samenwerking (bron: eigen lijst, regel 14)",
    ),
    "won": (
        ON_FIRST_OF_OCTOBER,
        (line("2019-08-01", phase="implementatie"),),
        YES,
        "samenwerking sinds 1 aug 2019",
    ),
    "not in the list": (ON_FIRST_OF_OCTOBER, (), NO, "geen samenwerking (bron: eigen lijst, 1 nov 2019)"),
}


TURNED = {
    "starts a day later": "werkt op 1 okt 2019 nog niet samen (bron: eigen lijst, regel 14)",
    "ended a day earlier": "werkt op 1 okt 2019 niet meer samen (bron: eigen lijst, regel 14)",
    "ended twice": "werkt op 1 okt 2019 niet meer samen (bron: eigen lijst, regel 3)",
    "between two": "werkt op 1 okt 2019 niet samen (bron: eigen lijst, regel 3)",
    "not yet on the day asked": "werkt op 1 nov 2019 nog niet samen (bron: eigen lijst, regel 14)",
    "another programme": (
        "werkt nog niet samen onder de Bibliotheek op school (po), wel een vergelijkbare samenwerking"
    ),
    "not in the list": "werkt nog niet samen (bron: eigen lijst, 1 nov 2019)",
    "being won": "in acquisitie: nog geen samenwerking (bron: eigen lijst, regel 14)",
}
"""The reason where a school counts because it does *not* work with the library: never an objection."""


@pytest.mark.parametrize("case", ANSWERS)
def test_running(case: str) -> None:
    text, lines, holds, reason = ANSWERS[case]
    answer = ask(text, school(collaborations=lines))
    assert (answer.holds, answer.reason) == (holds, reason)


@pytest.mark.parametrize("case", ANSWERS)
def test_none_is_the_opposite_in_words_of_its_own(case: str) -> None:
    text, lines, holds, reason = ANSWERS[case]
    answer = ask(text.replace("collaboration_running", "no_collaboration"), school(collaborations=lines))
    said = f"al een {reason}" if holds == YES else TURNED[case]
    assert (answer.holds, answer.reason) == (opposite(holds), said)


@pytest.mark.parametrize("kind", ["collaboration_running", "no_collaboration"])
def test_without_a_list_nobody_knows(kind: str) -> None:
    text = ON_FIRST_OF_OCTOBER.replace("collaboration_running", kind)
    answer = ask(text, school(), replace(KNOWN, collaborations=None))
    assert (answer.holds, answer.reason, answer.settle) == (
        Holds.UNDETERMINED,
        "er is nog geen lijst met samenwerkingen geladen",
        "laad je lijst met samenwerkingen",
    )


def test_the_day_asked_is_the_day_of_the_question() -> None:
    there = school(collaborations=(line("2020-08-01"),))
    assert ask(ON_THE_DAY_ASKED, there, replace(KNOWN, on=datetime.date(2020, 8, 1))).holds == YES
    assert ask(ON_THE_DAY_ASKED, there, replace(KNOWN, on=datetime.date(2020, 7, 31))).holds == NO


def test_facts_name_the_line_of_the_list() -> None:
    lines = (line("2016-08-01", "2018-07-31", row=2), line("2020-08-01", row=3))
    assert ask(ON_FIRST_OF_OCTOBER, school(collaborations=lines)).facts == (
        Evidence(
            "samenwerking",
            "de Bibliotheek op school (po) van 1 aug 2016 tot en met 31 jul 2018",
            "eigen lijst, regel 2",
        ),
        Evidence("samenwerking", "de Bibliotheek op school (po) sinds 1 aug 2020", "eigen lijst, regel 3"),
    )
    assert ask(ON_FIRST_OF_OCTOBER, school()).facts == (
        Evidence("samenwerking", "staat niet in de lijst", "eigen lijst, 1 nov 2019"),
    )
