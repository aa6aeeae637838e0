"""What is done and killed: one thing that writes per function, with plain arguments."""

import base64
import datetime
import threading
from typing import Any

from django.utils import timezone


def register(*, meeting: int, email: str) -> None:
    """Somebody registers for a webinar."""
    from doorlezen.meetings.domain import line
    from doorlezen.meetings.domain.registrants import checked
    from doorlezen.meetings.models import Meeting

    who = checked(name="Deelnemer", email=email, organisation="Bibliotheek De Linge")
    line.register(Meeting.objects.get(pk=meeting), who=who, now=timezone.now())


def leave(*, registration: int) -> None:
    """Somebody gives a place back, and who waited longest gets it."""
    from doorlezen.meetings.domain import line
    from doorlezen.meetings.models import Registration

    line.leave(Registration.objects.get(pk=registration), now=timezone.now())


def post(*, letter: int) -> None:
    """One letter is handed to the mail server."""
    from doorlezen.desk.post import sending

    sending.send(letter)


def write(*, email: str) -> None:
    """Somebody is written to about a login: the letter and its job, also where no transaction is open."""
    from doorlezen.accounts.letters import LOGIN
    from doorlezen.desk.post.letter_kinds import Mail
    from doorlezen.desk.post.outbox import put_sealed

    put_sealed(LOGIN, Mail(email, "Je login", "Er veranderde iets."))


def load_register(*, schools: str, scores: str, day: str) -> None:
    """A list of schools and the scores of the same schools are loaded; both as base64."""
    from doorlezen.documents.source import Source
    from doorlezen.register.domain.editions import Offered
    from doorlezen.register.domain.load import load
    from doorlezen.register.models import Kind

    load(
        [
            Offered(
                Kind.SCHOOLS,
                Source("bo.csv", base64.b64decode(schools)),
                datetime.date.fromisoformat(day),
            ),
            Offered(Kind.SCORES, Source("scores.xlsx", base64.b64decode(scores)), None),
        ],
        accept_closures=True,
    )


def load_collaborations(*, rows: str) -> None:
    """An own list of collaborations is loaded."""
    from doorlezen.documents.source import Source
    from doorlezen.register.domain.editions import Offered
    from doorlezen.register.domain.load_collaborations import load_collaborations as load
    from doorlezen.register.models import Kind

    today = datetime.date(2026, 9, 1)
    load(Offered(Kind.COLLABORATIONS, Source("lijst.csv", rows.encode()), today), today=today)


def store(*, actor: dict[str, Any], problem: str, plan: str) -> None:
    """A plan is kept as a proposal of a library."""
    from doorlezen.planning.proposals.storing import GivenFile, store_proposal
    from tests.kills.who import actor_of

    store_proposal(
        actor_of(actor),
        problem=GivenFile("p.json", problem.encode()),
        plan=GivenFile("plan.json", plan.encode()),
    )


def answer(*, calculation: int) -> None:
    """A worker computes a plan that was asked for."""
    from doorlezen.planning.domain.answering import answer_calculation
    from doorlezen.planning.many import answer as search

    answer_calculation(calculation, search=search, stop=threading.Event())


def plan_scenario(*, calculation: int) -> None:
    """A worker computes what a scenario asked, and keeps the plan in the name of who asked."""
    from django_scopes import scopes_disabled

    from doorlezen.planning.scenarios import keeping
    from doorlezen.planning.scenarios.models import ScenarioCalculation

    answer(calculation=calculation)
    with scopes_disabled():
        asked = ScenarioCalculation.objects.filter(calculation=calculation).order_by("pk")
        rows = list(asked.values_list("pk", flat=True))
    for row in rows:
        keeping.keep(row)


def invite(*, actor: dict[str, Any], email: str) -> None:
    """Somebody is invited: the invitation, the line in the logbook and the mail."""
    from django_scopes import scope

    from doorlezen.accounts.domain.invitations import invite as send
    from doorlezen.accounts.roles import Role
    from tests.kills.who import actor_of

    who = actor_of(actor)
    with scope(organisation=who.organisation):
        send(who, email=email, name="Iemand", role=Role.ADVISER, at=timezone.now())


def note(*, actor: dict[str, Any], school: str, text: str) -> None:
    """A note about a school is written down."""
    from django_scopes import scope

    from doorlezen.register.models import School
    from doorlezen.relations.domain.notes import add_note
    from tests.kills.who import actor_of

    who = actor_of(actor)
    with scope(organisation=who.organisation):
        add_note(who, school=School.objects.get(pk=school), text=text)


DEEDS = {
    one.__name__: one
    for one in (
        register,
        leave,
        post,
        write,
        load_register,
        load_collaborations,
        store,
        answer,
        plan_scenario,
        invite,
        note,
    )
}
