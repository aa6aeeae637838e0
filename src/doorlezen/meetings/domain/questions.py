"""Questions beforehand: ask, vote, and what the organiser lets others see."""

import datetime
from typing import Any

from django.db import transaction
from django.db.models import Case, Count, F, IntegerField, QuerySet, Value, When
from django.utils.translation import gettext_lazy

from doorlezen.accounts.actor import Actor
from doorlezen.accounts.permissions import require
from doorlezen.desk.states import States, Step
from doorlezen.language import InputError, clean_line, t
from doorlezen.meetings.domain.line import lock
from doorlezen.meetings.models import Meeting, Question, Registration, Shown, Vote


def _may_judge(actor: Actor, question: Question) -> None:
    require("meetings.run", actor, question.meeting.webinar)


JUDGING = States(
    "state",
    {
        to: Step([one for one in Shown if one != to], to, otherwise, _may_judge, "meetings.question-judged")
        for to, otherwise in (
            (Shown.SHOWN, gettext_lazy("deze vraag is al zichtbaar")),
            (Shown.HIDDEN, gettext_lazy("deze vraag is al verborgen")),
        )
    },
)
LONGEST = 500
MOST_EACH = 5
"""Questions that one person can ask."""


@transaction.atomic
def ask_question(asker: Registration, *, text: str, now: datetime.datetime) -> Question:
    """Ask something; others see it when the organiser says so. Raises InputError.

    Whatever is written stays as it was written: pages show it as text, never as HTML.
    """
    held = lock(asker.meeting)
    _require_open(asker, held, now)
    words = _one_text(text)
    asked = held.questions.filter(asker=asker)
    if asked.count() >= MOST_EACH:
        raise InputError(
            "text", t("je hebt al {most} vragen gesteld; dat is het hoogste aantal", most=MOST_EACH)
        )
    if asked.filter(text__iexact=words).exists():
        raise InputError("text", t("deze vraag heb je al gesteld"))
    return Question.objects.create(meeting=held, asker=asker, text=words, asked_at=now)


@transaction.atomic
def vote(voter: Registration, *, question: int, wants: bool, now: datetime.datetime) -> None:
    """Vote for a question that shows, or take the vote back; again changes nothing. Raises InputError."""
    held = lock(voter.meeting)
    _require_open(voter, held, now)
    asked = held.questions.filter(pk=question, state=Shown.SHOWN).first()
    if asked is None:
        raise InputError("question", t("deze vraag is er niet meer"))
    if asked.asker_id == voter.pk:
        raise InputError("question", t("op je eigen vraag stem je niet"))
    if wants:
        Vote.objects.get_or_create(question=asked, voter=voter)
    else:
        Vote.objects.filter(question=asked, voter=voter).delete()


@transaction.atomic
def judge(actor: Actor, *, meeting: Meeting, question: int, state: Shown) -> None:
    """Show a question to who is registered, or hide it. Raises Refused, InputError."""
    asked = meeting.questions.filter(pk=question).first()
    if asked is None:
        raise InputError("question", t("deze vraag is er niet meer"))
    JUDGING.move(asked, state, actor=actor)


def with_votes(questions: QuerySet[Question]) -> QuerySet[Any]:
    """The questions, most ``wanted`` first, then in the order in which they were asked."""
    return questions.annotate(wanted=Count("votes") + F("kept_votes")).order_by("-wanted", "id")


def to_judge(meeting: Meeting) -> QuerySet[Any]:
    """All questions of a meeting for the organiser: new ones first, then what shows, then what is hidden."""
    turn = Case(
        When(state=Shown.NEW, then=Value(0)),
        When(state=Shown.SHOWN, then=Value(1)),
        default=Value(2),
        output_field=IntegerField(),
    )
    wanted = Count("votes") + F("kept_votes")
    return meeting.questions.annotate(turn=turn, wanted=wanted).order_by("turn", "-wanted", "id")


def open_for_questions(registration: Registration, now: datetime.datetime) -> bool:
    """Whether this person can ask and vote now: who is in line, until the webinar ends."""
    meeting = registration.meeting
    return registration.is_in_line and not meeting.webinar.is_called_off and now < meeting.ends_at


def _require_open(registration: Registration, held: Meeting, now: datetime.datetime) -> None:
    registration.refresh_from_db(fields=["state", "token_sha256"])
    registration.meeting = held
    if registration.token_sha256 is None or not open_for_questions(registration, now):
        raise InputError(str(held), t("vragen stellen en stemmen kan nu niet"))


def _one_text(text: str) -> str:
    words = clean_line(text)
    if not words:
        raise InputError("text", t("vul je vraag in"))
    if len(words) > LONGEST:
        raise InputError("text", t("je vraag is te lang: hoogstens {most} tekens", most=LONGEST))
    return words
