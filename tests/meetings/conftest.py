"""A meeting, who runs it, and a mail server."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client

from doorlezen.accounts.actor import Actor
from doorlezen.accounts.models import Organisation
from doorlezen.accounts.roles import OrganisationKind, Role
from doorlezen.meetings.models import Meeting
from tests.desk.mailserver import MailServer, mail_server
from tests.meetings.meetings import a_meeting
from tests.people import a_person, actor_of, an_organisation, client_of
from tests.webinars.conftest import media, visitor

__all__ = ["desk", "mail", "media", "meeting", "organiser", "poi", "visitor"]


@pytest.fixture
def poi(db: None) -> Organisation:
    """Who gives webinars."""
    return an_organisation(OrganisationKind.POI, "POI Rijn")


@pytest.fixture
def meeting(poi: Organisation) -> Meeting:
    """A meeting of that POI with two places."""
    return a_meeting(organisation=poi)


@pytest.fixture
def organiser(poi: Organisation) -> Actor:
    """Who runs that meeting."""
    return actor_of(a_person("Ria Rijn", (poi, Role.POI_ADVISER)), poi)


@pytest.fixture
def desk(organiser: Actor) -> Client:
    """The browser of who runs that meeting."""
    return client_of(organiser.person)


@pytest.fixture
def mail(settings: Any) -> Iterator[MailServer]:
    """A real mail server on this machine, to which the mail of this test goes."""
    with mail_server() as server:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
        settings.EMAIL_TIMEOUT = 2
        yield server
