"""The table of letters: all that there are, each as docs/mail.md has it; and nobody mails beside it."""

import datetime
import re
from pathlib import Path

import pytest
from django.db import connection
from django.utils import timezone
from django_scopes import scope
from procrastinate.exceptions import ConnectorException

import doorlezen
from doorlezen.accounts.domain.invitations import accept_as_somebody_new, invite, invite_again, withdraw
from doorlezen.accounts.letters import LOGIN
from doorlezen.accounts.models import Invitation
from doorlezen.accounts.roles import Role
from doorlezen.desk.models import Letter, Post
from doorlezen.desk.post.letter_kinds import LETTERS, LetterKind, Mail, add_letters
from doorlezen.desk.post.outbox import forget_letters, put, put_sealed
from doorlezen.desk.post.sending import send
from doorlezen.meetings.models import MailKind
from tests.accounts.post import letters
from tests.people import Neighbourhood

SOURCE = Path(doorlezen.__file__).parent
PAGE = (SOURCE.parents[1] / "docs" / "mail.md").read_text()
ROW = re.compile(r"^\| ((?:`[a-z]+\.[a-z-]+` ?)+)\| (.+) \| (.+) \|$", re.M)


def test_every_letter_is_in_the_table_with_what_it_is_for_and_how_long_it_is_kept() -> None:
    told = {name: row for names, *row in ROW.findall(PAGE) for name in re.findall(r"[\w.-]+", names)}
    kept = {None: "always; the row names nobody", datetime.timedelta(days=30): "30 days"}
    assert told == {kind.name: [kind.purpose, kept[kind.term]] for kind in LETTERS.values()}
    assert {str(kind) for kind in MailKind} == {name for name in LETTERS if name.startswith("meetings.")}


def test_nobody_makes_mail_but_the_desk() -> None:
    makes = re.compile(r"^\s*(?:from|import) (?:django\.core\.mail|smtplib|email\.message)\b", re.M)
    found = {str(file.relative_to(SOURCE)) for file in SOURCE.rglob("*.py") if makes.search(file.read_text())}
    keeps = "web/operations/mail_files.py"  # where there is no mail server, as a backend of Django
    assert found == {"desk/post/sending.py", "desk/post/smtp.py", keeps}


@pytest.mark.django_db
def test_a_letter_that_is_not_in_the_table_cannot_be_sent_and_no_two_have_one_name() -> None:
    with pytest.raises(KeyError):
        put("meetings.gossip", [1], now=timezone.now())
    with pytest.raises(ValueError, match="two letters"):
        add_letters(LetterKind("meetings.confirm", "x", lambda letter: None))
    assert not Letter.objects.exists()


@pytest.mark.parametrize("what", ["accepted", "withdrawn", "sent again", "expired", "waits"])
def test_an_invitation_leaves_only_with_a_link_that_works(neighbourhood: Neighbourhood, what: str) -> None:
    linge = neighbourhood.linge
    now = timezone.now() - datetime.timedelta(days=15 if what == "expired" else 1)
    actor = neighbourhood.actor(linge, Role.DIRECTOR)
    with scope(organisation=linge):
        invitation = invite(actor, email="jo@bieb.example", name="Jo", role=Role.ADVISER, at=now)
        if what == "withdrawn":
            withdraw(actor, invitation=invitation, at=now)
        if what == "sent again":
            invite_again(actor, invitation=invitation, at=timezone.now())
    if what == "accepted":
        token = letters()[0].link.strip("/").rpartition("/")[2]
        accept_as_somebody_new(token, name="Jo", password="lang genoeg voor hier", at=now)
    ends = [send(pk) for pk in Letter.objects.order_by("id").values_list("pk", flat=True)]
    assert ends == {"waits": [Post.SENT], "sent again": [None, Post.SENT]}.get(what, [None])
    states = list(Letter.objects.order_by("id").values_list("state", "sealed"))
    assert [state for state, _ in states] == [Post.NOT_NEEDED if end is None else end for end in ends]
    assert {sealed for _, sealed in states} == {""}
    assert Invitation.everywhere.count() == 1


@pytest.mark.django_db
def test_what_has_a_term_is_gone_after_it_also_when_it_never_left() -> None:
    now = timezone.now()
    for name in LETTERS:
        for number, days in enumerate((29, 31)):
            Letter.objects.create(kind=name, round=number, made_at=now - datetime.timedelta(days=days))
    forget_letters(now)
    left = {name: list(Letter.objects.filter(kind=name).values_list("round", flat=True)) for name in LETTERS}
    assert left == {name: [0] if kind.term else [0, 1] for name, kind in LETTERS.items()}


@pytest.mark.django_db(transaction=True)
def test_a_letter_without_the_job_that_sends_it_is_never_written() -> None:
    with connection.cursor() as cursor:
        none = "ADD CONSTRAINT no_mail CHECK (queue_name <> 'mail') NOT VALID"
        cursor.execute(f"ALTER TABLE procrastinate_jobs {none}")
        try:
            with pytest.raises(ConnectorException):
                put_sealed(LOGIN, Mail("lezer@voorbeeld.example", "Je login", "Er veranderde iets."))
            with pytest.raises(ConnectorException):
                put(MailKind.CONFIRM, [1, 2], now=timezone.now())
        finally:
            cursor.execute("ALTER TABLE procrastinate_jobs DROP CONSTRAINT no_mail")
    assert not Letter.objects.exists()
