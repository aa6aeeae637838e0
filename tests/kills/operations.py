"""What every deed leaves behind: all of it or nothing, and doing it again makes it whole.

An operation prepares one case at a time. Its ``left`` says "nothing" or "all", and fails on anything between;
its ``again`` does the deed once more in this process, after which everything must be there once.
"""

import base64
import datetime
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from django.utils import timezone
from django_scopes import scopes_disabled
from procrastinate.contrib.django.models import ProcrastinateJob

from doorlezen.accounts.letters import LOGIN
from doorlezen.accounts.models import Invitation
from doorlezen.accounts.roles import Role
from doorlezen.desk.models import Event, Letter, Post
from doorlezen.desk.post.letter_kinds import Mail
from doorlezen.desk.post.outbox import put_sealed
from doorlezen.desk.work import SILENT, WorkStatus
from doorlezen.engine.allocation import check, read_plan, read_problem, solve, write_plan
from doorlezen.meetings.models import MailKind, PlaceState, Registration
from doorlezen.planning.domain.asking import ask_for_plan
from doorlezen.planning.many import HowGood
from doorlezen.planning.models import Calculation
from doorlezen.planning.proposals.models import DemandExplanation, Proposal, ProposedPayment, ProposedSchool
from doorlezen.planning.scenarios import keeping
from doorlezen.planning.scenarios.calculating import calculate, standing
from doorlezen.register.models import Address, Collaboration, Edition, Score
from doorlezen.relations.models import Note
from tests.desk.mailserver import MailServer
from tests.kills import deeds
from tests.kills.who import told
from tests.meetings.meetings import a_meeting_now, somebody
from tests.people import Neighbourhood
from tests.planning.calculating import TEXT, a_scenario
from tests.planning.proposing import a_problem
from tests.register.files import Scored, listed, schools_csv, scores_xlsx, text_file

NOTHING, ALL = "nothing", "all"


@dataclass(frozen=True)
class Case:
    """One deed to be killed. ``left`` and ``again``: see above."""

    arguments: dict[str, Any]
    left: Callable[[], str]
    again: Callable[[], None]


@dataclass(frozen=True)
class Operation:
    """``deed`` names what is killed; ``cases`` gives a fresh case as often as it is asked."""

    name: str
    deed: str
    cases: Iterator[Case]


def _all_or_nothing(*found: object, nothing: tuple[object, ...], everything: tuple[object, ...]) -> str:
    assert found in (nothing, everything), found
    return ALL if found == everything else NOTHING


def _unless_done(
    deed: Callable[..., None], arguments: dict[str, Any], left: Callable[[], str]
) -> Callable[[], None]:
    """Do it again where nothing is left; then all is there."""

    def again() -> None:
        if left() == NOTHING:
            deed(**arguments)
        assert left() == ALL

    return again


def _jobs(task: str, **arguments: object) -> int:
    return int(ProcrastinateJob.objects.filter(task_name=task, args=arguments).count())


def registering() -> Iterator[Case]:
    """A registration, its letter and the job that sends it."""
    meeting = a_meeting_now(slug="een-vol-huis", places=100_000)
    number = 0
    while True:
        number += 1
        email = f"deelnemer{number}@bieb.example"
        arguments = {"meeting": meeting.pk, "email": email}

        def left(email: str = email) -> str:
            letters = list(
                Letter.objects.filter(about__in=Registration.objects.filter(email=email)).order_by("pk")
            )
            jobs = [_jobs("desk.send_letter", letter=letter.pk) for letter in letters]
            rows = Registration.objects.filter(email=email).count()
            return _all_or_nothing(rows, jobs, nothing=(0, []), everything=(1, [1]))

        def again(arguments: dict[str, Any] = arguments) -> None:
            deeds.register(**arguments)
            meeting.refresh_from_db()
            numbers = list(meeting.registrations.order_by("number").values_list("number", flat=True))
            assert numbers == list(range(1, meeting.last_number + 1))

        yield Case(arguments, left, again)


def leaving() -> Iterator[Case]:
    """A place given back and taken by who waits: both, with a letter each."""
    number = 0
    while True:
        number += 1
        meeting = a_meeting_now(slug=f"een-plaats-{number}", places=1)
        first, second = (
            somebody(meeting, name, email=f"{name.lower()}{number}@bieb.example", now=timezone.now())
            for name in ("Eerste", "Tweede")
        )

        def left(first: Registration = first, second: Registration = second) -> str:
            first.refresh_from_db()
            second.refresh_from_db()
            kinds = (MailKind.CANCELLED, MailKind.PROMOTED)
            letters = Letter.objects.filter(about__in=(first.pk, second.pk), kind__in=kinds).order_by("kind")
            jobs = [_jobs("desk.send_letter", letter=letter.pk) for letter in letters]
            return _all_or_nothing(
                first.state,
                second.state,
                jobs,
                nothing=(PlaceState.CONFIRMED, PlaceState.WAITING, []),
                everything=(PlaceState.CANCELLED, PlaceState.CONFIRMED, [1, 1]),
            )

        arguments = {"registration": first.pk}
        yield Case(arguments, left, _unless_done(deeds.leave, arguments, left))


def mailing(server: MailServer) -> Iterator[Case]:
    """A letter goes once, or it is written that it may not have gone; never twice, never lost in silence.

    One whose words are made when it leaves, and one that waits sealed, in turn.
    """
    meeting = a_meeting_now(slug="veel-brieven", places=100_000)
    number = 0
    while True:
        number += 1
        email = f"lezer{number}@bieb.example"
        if number % 2:
            letter = somebody(meeting, "Lezer", email=email, now=timezone.now()).letters.get()
        else:
            letter = put_sealed(LOGIN, Mail(email, "Je login", "Er veranderde iets."))

        def left(letter: Letter = letter, email: str = email) -> str:
            letter.refresh_from_db()
            came = len(server.to(email))
            assert came <= 1
            assert (letter.state == Post.SENT) <= (came == 1), "sent, and nobody has it"
            assert (letter.state == Post.TO_SEND) <= (came == 0), "it would be sent twice"
            return ALL if letter.state == Post.SENT else NOTHING

        def again(letter: Letter = letter, email: str = email) -> None:
            deeds.post(letter=letter.pk)
            letter.refresh_from_db()
            assert letter.state in {Post.SENT, Post.UNCERTAIN}
            assert len(server.to(email)) <= 1

        yield Case({"letter": letter.pk}, left, again)


def writing() -> Iterator[Case]:
    """A letter about a login and the job that sends it."""
    number = 0
    while True:
        number += 1
        before = max(Letter.objects.values_list("pk", flat=True), default=0)

        def left(before: int = before) -> str:
            letters = Letter.objects.filter(pk__gt=before, kind=LOGIN).order_by("pk")
            jobs = [_jobs("desk.send_letter", letter=letter.pk) for letter in letters]
            return _all_or_nothing(jobs, nothing=([],), everything=([1],))

        arguments = {"email": f"login{number}@bieb.example"}
        yield Case(arguments, left, _unless_done(deeds.write, arguments, left))


CODES = [f"{brin:02}A{letter}00" for brin in range(10) for letter in "ABCDEFGH"]


def _encoded(data: bytes) -> str:
    return base64.b64encode(data).decode()


def loading() -> Iterator[Case]:
    """A list of schools and their scores: two editions with all their rows."""
    day = datetime.date(2020, 9, 1)
    while True:
        day += datetime.timedelta(days=1)
        schools = schools_csv(listed(code, name=f"School van {day}") for code in CODES)
        scores = scores_xlsx([Scored(code, zonder=100.0 + day.toordinal() % 400) for code in CODES])
        arguments = {"schools": _encoded(schools), "scores": _encoded(scores), "day": day.isoformat()}

        def left(shas: tuple[str, ...] = (sha256(schools).hexdigest(), sha256(scores).hexdigest())) -> str:
            editions = Edition.objects.filter(sha256__in=shas).count()
            rows = Address.objects.filter(edition__sha256__in=shas).count()
            scored = Score.objects.filter(edition__sha256__in=shas).count()
            return _all_or_nothing(
                editions, rows, scored, nothing=(0, 0, 0), everything=(2, len(CODES), len(CODES))
            )

        yield Case(arguments, left, _unless_done(deeds.load_register, arguments, left))


def collaborating() -> Iterator[Case]:
    """An own list: its edition with all rows."""
    deeds.load_register(
        schools=_encoded(schools_csv(listed(code) for code in CODES)),
        scores=_encoded(scores_xlsx([Scored(code) for code in CODES])),
        day="2030-09-01",
    )
    number = 0
    while True:
        number += 1
        since = (datetime.date(2012, 8, 1) + datetime.timedelta(days=number)).isoformat()
        header = ("vestigingscode", "programma", "sinds", "tot", "fase")
        rows = text_file(header, [(code, "dBos", since, "", "borging") for code in CODES])

        def left(sha: str = sha256(rows).hexdigest()) -> str:
            editions = Edition.objects.filter(sha256=sha).count()
            lines = Collaboration.objects.filter(edition__sha256=sha).count()
            return _all_or_nothing(editions, lines, nothing=(0, 0), everything=(1, len(CODES)))

        arguments = {"rows": rows.decode()}
        yield Case(arguments, left, _unless_done(deeds.load_collaborations, arguments, left))


def storing(around: Neighbourhood) -> Iterator[Case]:
    """A proposal with its rows, its line in the logbook and the explanations that were asked."""
    actor = told(around.actor(around.linge, Role.ADVISER))
    number = 0
    while True:
        number += 1
        data = json.dumps(a_problem(title=f"Gebied {number}"))
        of = read_problem(data.encode())
        plan = solve(of, with_prices=True)
        everything = (1, len(of.schools), len(plan.payments), 1, len(of.requirements), len(of.requirements))

        def left(sha: str = of.sha256, everything: tuple[object, ...] = everything) -> str:
            with scopes_disabled():
                proposals = list(Proposal.objects.filter(problem_sha256=sha).values_list("pk", flat=True))
                asked = DemandExplanation.objects.filter(proposal__in=proposals).order_by("pk")
                found = (
                    len(proposals),
                    ProposedSchool.objects.filter(proposal__in=proposals).count(),
                    ProposedPayment.objects.filter(school__proposal__in=proposals).count(),
                    Event.objects.filter(action="plans.stored", after__problem=sha).count(),
                    asked.count(),
                    sum(_jobs("planning.explain_demand", row=one.pk) for one in asked),
                )
            return _all_or_nothing(*found, nothing=(0, 0, 0, 0, 0, 0), everything=everything)

        arguments = {"actor": actor, "problem": data, "plan": write_plan(plan).decode()}
        yield Case(arguments, left, _unless_done(deeds.store, arguments, left))


def computing() -> Iterator[Case]:
    """A plan that was asked for: computed by whoever comes next, however often that one is killed."""
    number = 0
    while True:
        number += 1
        data = json.dumps(a_problem(title=f"Vraag {number}")).encode()
        asked = ask_for_plan(data, name="p.json", asked=HowGood())

        def left(pk: int = asked.pk) -> str:
            row = Calculation.objects.get(pk=pk)
            assert row.status in {WorkStatus.WAITING, WorkStatus.RUNNING, WorkStatus.DONE}
            assert (row.status == WorkStatus.DONE) == (row.plan is not None)
            return ALL if row.status == WorkStatus.DONE else NOTHING

        def again(pk: int = asked.pk, data: bytes = data) -> None:
            deeds.answer(calculation=pk)
            row = Calculation.objects.get(pk=pk)
            assert (row.status, row.plan_status) == (WorkStatus.DONE, "optimal")
            assert check(read_problem(data), read_plan(bytes(row.plan or b""))) == []

        yield Case({"calculation": asked.pk}, left, again)


_PUPILS = "".join(f'[[pupils]]\ncode = "{code}"\npupils = 90\n' for code in ("00AP00", "01BR00"))


def calculating(around: Neighbourhood) -> Iterator[Case]:
    """A scenario that is calculated: it says how far that is, and its plan is kept once."""
    adviser = around.actor(around.linge, Role.ADVISER)
    number = 0
    while True:
        number += 1
        scenario = a_scenario(adviser, TEXT.replace("Klein", f"Klein {number}") + _PUPILS)
        asked = calculate(adviser, scenario=scenario.pk, now=timezone.now())

        def left(pk: int = scenario.pk, row: int = asked.pk) -> str:
            how = standing(adviser, scenario=pk, now=timezone.now() + 2 * SILENT)
            assert how.state in {"waiting", "running", "keeping", "kept"}
            assert how.silent == (how.state == "running")
            waits = _jobs(keeping.TASK, row=row)
            assert waits == (how.state in {"keeping", "kept"})
            return ALL if how.state == "kept" else NOTHING

        def again(pk: int = scenario.pk, calculation: int = asked.calculation_id) -> None:
            deeds.plan_scenario(calculation=calculation)
            how = standing(adviser, scenario=pk, now=timezone.now())
            of = Calculation.objects.get(pk=calculation)
            with scopes_disabled():
                plans = list(Proposal.objects.filter(problem_sha256=of.sha256).values_list("pk", flat=True))
            assert (how.state, [how.proposal]) == ("kept", plans)

        yield Case({"calculation": asked.calculation_id}, left, again)


def inviting(around: Neighbourhood) -> Iterator[Case]:
    """An invitation, its line in the logbook and the mail with the link."""
    actor = told(around.actor(around.linge, Role.DIRECTOR))
    number = 0
    while True:
        number += 1
        email = f"genodigde{number}@bieb.example"
        before = ProcrastinateJob.objects.filter(task_name="desk.send_letter").count()

        def left(email: str = email, before: int = before) -> str:
            with scopes_disabled():
                made = list(Invitation.objects.filter(email=email).values_list("pk", flat=True))
                noted = Event.objects.filter(action="people.invited", key__in=[str(pk) for pk in made])
                mails = ProcrastinateJob.objects.filter(task_name="desk.send_letter").count() - before
                return _all_or_nothing(
                    len(made), noted.count(), mails, nothing=(0, 0, 0), everything=(1, 1, 1)
                )

        arguments = {"actor": actor, "email": email}
        yield Case(arguments, left, _unless_done(deeds.invite, arguments, left))


def noting(around: Neighbourhood) -> Iterator[Case]:
    """A note and its line in the logbook."""
    actor = told(around.actor(around.linge, Role.LEESCONSULENT))
    number = 0
    while True:
        number += 1
        text = f"Notitie nummer {number}."

        def left(text: str = text) -> str:
            with scopes_disabled():
                made = list(Note.objects.filter(text=text).values_list("pk", flat=True))
                noted = Event.objects.filter(action="notes.added", key__in=[str(pk) for pk in made])
                return _all_or_nothing(len(made), noted.count(), nothing=(0, 0), everything=(1, 1))

        arguments = {"actor": actor, "school": "00AP00", "text": text}
        yield Case(arguments, left, _unless_done(deeds.note, arguments, left))


def operations(around: Neighbourhood, server: MailServer) -> list[Operation]:
    """Everything that is killed, in the order of the table."""
    return [
        Operation("calculating a scenario", "plan_scenario", calculating(around)),
        Operation("registering for a webinar", "register", registering()),
        Operation("leaving, and moving up", "leave", leaving()),
        Operation("mailing a letter", "post", mailing(server)),
        Operation("writing about a login", "write", writing()),
        Operation("loading schools and scores", "load_register", loading()),
        Operation("loading collaborations", "load_collaborations", collaborating()),
        Operation("storing a plan", "store", storing(around)),
        Operation("computing a plan", "answer", computing()),
        Operation("inviting somebody", "invite", inviting(around)),
        Operation("writing a note", "note", noting(around)),
    ]
