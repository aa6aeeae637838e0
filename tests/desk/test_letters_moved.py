"""The mail of before: what waits, waits at the desk, with the job that sends it; and it could go back."""

from typing import Any

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from doorlezen.accounts.roles import Role
from doorlezen.desk.models import Letter
from doorlezen.desk.post.outbox import sealed_mail
from doorlezen.desk.seal import seal, unseal
from doorlezen.meetings.models import Registration
from tests.desk.test_events_moved import migrate
from tests.meetings.meetings import a_meeting, somebody
from tests.people import Neighbourhood

BEFORE: list[tuple[str, str | None]] = [
    ("accounts", "0011_events_at_the_desk"),
    ("webinar_registration", "0003_addresses_are_confirmed"),
]
AFTER: list[tuple[str, str | None]] = [
    ("accounts", "0012_letters_at_the_desk"),
    ("webinar_registration", "0004_letters_at_the_desk"),
]
WORDS = ("lezer@voorbeeld.example", "Boeken", "Er is een boek.")


def back() -> Any:
    """The database as it was; its models."""
    migrate(BEFORE)
    return MigrationExecutor(connection).loader.project_state(BEFORE).apps


def a_job(task: str, letter: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO procrastinate_jobs (queue_name, task_name, args) "
            "VALUES ('mail', %s, jsonb_build_object('letter', %s::bigint))",
            [task, letter],
        )


def jobs() -> list[tuple[str, object]]:
    found = ProcrastinateJob.objects.filter(queue_name="mail").order_by("id")
    return [(job.task_name, job.args["letter"]) for job in found]


@pytest.mark.django_db
def test_the_mail_of_before_moves_with_its_jobs(neighbourhood: Neighbourhood) -> None:
    who = somebody(a_meeting())
    Letter.objects.all().delete()
    ProcrastinateJob.objects.filter(queue_name="mail")._raw_delete("default")  # type: ignore[attr-defined]
    old = back()
    logins = old.get_model("accounts", "AccountLetter").objects
    now = timezone.now()
    sealed = dict(zip(("sealed_to", "sealed_subject", "sealed_text"), map(seal, WORDS), strict=True))
    gone, waiting = logins.create(made_at=now, state="refused"), logins.create(made_at=now, **sealed)
    invitation = old.get_model("accounts", "Invitation")._base_manager.create(
        organisation_id=neighbourhood.linge.pk, email="jo@bieb.example", role="adviser", token_sha256="x",
        invited_by_id=neighbourhood.person(neighbourhood.linge, Role.DIRECTOR).pk, expires_at=now,
        letter=waiting, times_sent=3,
    )  # fmt: skip
    ours = old.get_model("webinar_registration", "Letter").objects.create(
        registration_id=who.pk, kind="called-off", made_at=now, round=2
    )
    a_job("accounts.send_mail", waiting.pk)
    a_job("webinars.send_letter", ours.pk)

    migrate(AFTER)
    login, invited, about = (Letter.objects.get(message_id=one.message_id) for one in (gone, waiting, ours))
    assert (login.kind, login.about, login.state, login.sealed) == ("accounts.login", None, "refused", "")
    assert (invited.kind, invited.about, invited.round) == ("accounts.invitation", invitation.pk, 3)
    mail = sealed_mail(invited)
    assert (mail.to, mail.subject, mail.text) == WORDS
    assert (about.kind, about.about, about.round, about.made_at) == ("meetings.called-off", who.pk, 2, now)
    assert list(Registration.objects.get().letters) == [about]
    assert jobs() == [("desk.send_letter", invited.pk), ("desk.send_letter", about.pk)]

    old = back()
    waiting = old.get_model("accounts", "AccountLetter").objects.get(message_id=waiting.message_id)
    assert (unseal(waiting.sealed_to), unseal(waiting.sealed_text)) == (WORDS[0], WORDS[2])
    assert old.get_model("accounts", "Invitation")._base_manager.get().letter_id == waiting.pk
    ours = old.get_model("webinar_registration", "Letter").objects.get()
    assert (ours.kind, ours.registration_id) == ("called-off", who.pk)
    assert jobs() == [("accounts.send_mail", waiting.pk), ("webinars.send_letter", ours.pk)]
    migrate([("accounts", "0012_letters_at_the_desk"), ("webinar_registration", "0004_letters_at_the_desk")])
    assert jobs() == [
        ("desk.send_letter", pk)
        for pk in Letter.objects.exclude(state="refused").values_list("pk", flat=True)
    ]
