"""What people found of a meeting: asked by their own page, kept without them."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from doorlezen.accounts.actor import Actor
from doorlezen.accounts.permissions import require
from doorlezen.language import InputError, clean_text, t
from doorlezen.meetings.domain.line import lock
from doorlezen.meetings.models import Meeting, Opinion, PlaceState, Registration

FEWEST = 5
"""Below so many answers nothing of them is shown: who came could work out who said what."""
LONGEST = 1000


def usefulness() -> dict[int, str]:
    """The answers to "Kun je hier iets mee in je bibliotheek?"."""
    return {4: t("ja, veel"), 3: t("ja, iets"), 2: t("weinig"), 1: t("niets")}


def levels() -> dict[int, str]:
    """The answers to "Hoe was het niveau voor jou?"."""
    return {1: t("te makkelijk"), 2: t("precies goed"), 3: t("te moeilijk"), 4: t("wisselend")}


@transaction.atomic
def give_opinion(
    registration: Registration,
    *,
    useful: int | None,
    level: int | None,
    will_act: bool | None,
    text: str,
    now: datetime.datetime,
) -> None:
    """Keep an opinion, and apart from it that this person gave one. Raises InputError.

    Nothing ties the two together: the opinion has a random id, no time and no link.
    """
    held = lock(registration.meeting)
    registration.refresh_from_db(fields=["state", "gave_opinion", "token_sha256"])
    asked = registration.state == PlaceState.CONFIRMED and registration.token_sha256 is not None
    if not asked or not held.asks_opinions(now):
        raise InputError(str(held), t("je mening geven kan nu niet"))
    if registration.gave_opinion:
        raise InputError(str(held), t("je hebt je mening al gegeven; dank je wel"))
    words = clean_text(text)
    if len(words) > LONGEST:
        raise InputError("text", t("dit is te lang: hoogstens {most} tekens", most=LONGEST))
    if useful is None and level is None and will_act is None and not words:
        raise InputError("useful", t("beantwoord minstens één vraag"))
    Opinion.objects.create(meeting=held, useful=useful, level=level, will_act=will_act, text=words)
    registration.gave_opinion = True
    registration.save(update_fields=["gave_opinion"])


@dataclass(frozen=True)
class AskedOpinion:
    """A question with, per answer, how many gave it; ``answered``: how many answered this question."""

    question: str
    counts: list[tuple[str, int]]
    answered: int


@dataclass(frozen=True)
class SurveyResults:
    """What was found. ``given`` of ``invited`` (who had a place) answered; ``there``: how many were there.

    ``asked`` and ``texts`` are empty below FEWEST answers. The texts stand in alphabetical order, which says
    nothing of who came first.
    """

    given: int
    invited: int
    there: int | None
    asked: list[AskedOpinion]
    texts: list[str]


def found(actor: Actor, meeting: Meeting) -> SurveyResults:
    """The results. Raises Refused."""
    require("meetings.run", actor, meeting.webinar)
    opinions = list(meeting.opinions.order_by("id"))
    placed = meeting.registrations.filter(state=PlaceState.CONFIRMED)
    known = placed.filter(minutes_there__isnull=False).exists()
    there = placed.filter(minutes_there__gt=0).count() if known else None
    enough = len(opinions) >= FEWEST
    return SurveyResults(
        given=len(opinions),
        invited=placed.count(),
        there=there,
        asked=_asked(opinions) if enough else [],
        texts=sorted((one.text for one in opinions if one.text), key=str.casefold) if enough else [],
    )


def _asked(opinions: list[Opinion]) -> list[AskedOpinion]:
    will_act = {True: t("ja"), False: t("nee")}
    return [
        _counted(question_useful(), usefulness(), [one.useful for one in opinions]),
        _counted(question_level(), levels(), [one.level for one in opinions]),
        _counted(question_will_act(), will_act, [one.will_act for one in opinions]),
    ]


def _counted(question: str, answers: Mapping[Any, str], given: list[Any]) -> AskedOpinion:
    counts = [(word, given.count(value)) for value, word in answers.items()]
    return AskedOpinion(question, counts, sum(count for _, count in counts))


def question_useful() -> str:
    """The first question."""
    return t("Kun je hier iets mee in je bibliotheek?")


def question_level() -> str:
    """The second question."""
    return t("Hoe was het niveau voor jou?")


def question_will_act() -> str:
    """The third question."""
    return t("Ga je door dit webinar iets anders doen?")


def question_text() -> str:
    """The last question."""
    return t("Wat wil je ons nog zeggen?")
