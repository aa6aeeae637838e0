"""A query for what is of an organisation raises where no organisation was entered, and so fails a test."""

import pytest
from django.apps import apps
from django.db import models
from django_scopes import scope, scopes_disabled
from django_scopes.exceptions import ScopeError

from doorlezen.accounts.models import Organisation
from doorlezen.money.models import PurseEntry
from doorlezen.planning.proposals.models import (
    DemandExplanation,
    ProposedPayment,
    ProposedSchool,
    SchoolReasons,
    WaysOut,
)
from doorlezen.planning.scenarios.models import ScenarioVersion
from doorlezen.rosters.models import RosterSearch
from doorlezen.team.models import MemberAbsence, MemberCompetence, MemberSchool, RoleMix
from doorlezen.visits.models import VisitQuestion
from tests.closed.world import World

pytestmark = pytest.mark.django_db

OPEN = {
    # the catalogue is public; who publishes it stands on its pages
    "webinars.Series",
    "webinars.Webinar",
}
"""Models with an organisation that are found from anywhere, each with the reason."""


def _of_an_organisation() -> list[type[models.Model]]:
    """Our models that point to an organisation."""
    return [
        model
        for model in apps.get_models()
        if model.__module__.startswith("doorlezen.")
        and any(field.related_model is Organisation for field in model._meta.get_fields() if field.concrete)
        and model is not Organisation
        and model._meta.label not in OPEN
    ]


INDIRECT = [
    *(ProposedSchool, ProposedPayment, DemandExplanation, SchoolReasons, ScenarioVersion, WaysOut),
    *(MemberAbsence, MemberCompetence, MemberSchool, RoleMix, VisitQuestion, PurseEntry, RosterSearch),
]
"""These belong to an organisation by what they belong to."""
MODELS = [*_of_an_organisation(), *INDIRECT]


def test_every_model_of_an_organisation_is_known_here() -> None:
    assert sorted(model._meta.label for model in MODELS) == [
        "accounts.Administering",
        "accounts.Invitation",
        "accounts.Membership",
        "accounts.OidcClient",
        "desk.Event",
        "money.LibraryPurse",
        "money.PaidThing",
        "money.PurseEntry",
        "planning.DemandExplanation",
        "planning.PlanCount",
        "planning.Proposal",
        "planning.ProposedPayment",
        "planning.ProposedSchool",
        "planning.Scenario",
        "planning.ScenarioVersion",
        "planning.SchoolReasons",
        "planning.StatedDemand",
        "planning.WaysOut",
        "relations.Consultant",
        "relations.Contact",
        "relations.Note",
        "relations.OwnSchoolDays",
        "rosters.RosterSearch",
        "rosters.TeamRoster",
        "team.AskedCompetence",
        "team.LibraryCompetence",
        "team.MemberAbsence",
        "team.MemberCompetence",
        "team.MemberSchool",
        "team.RoleMix",
        "team.SchoolVisiting",
        "team.TeamMember",
        "team.TeamParameter",
        "visits.CalendarFeed",
        "visits.SchoolLink",
        "visits.Visit",
        "visits.VisitChange",
        "visits.VisitQuestion",
        "visits.VisitReport",
        "visits.WithdrawnReport",
    ]


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_without_a_scope_nothing_is_asked(model: type[models.Model]) -> None:
    with pytest.raises(ScopeError):
        model._default_manager.count()
    with scope(organisation=None), pytest.raises(ScopeError):
        model._default_manager.count()


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_in_a_scope_only_its_own_rows_are_found(model: type[models.Model], world: World) -> None:
    with scopes_disabled():
        everything = set(model._default_manager.values_list("pk", flat=True))
    found: dict[int, set[int]] = {}
    for organisation in world.people.organisations:
        with scope(organisation=organisation):
            found[organisation.pk] = set(model._default_manager.values_list("pk", flat=True))
    assert set.union(*found.values()) == everything
    assert sum(map(len, found.values())) == len(everything)
    assert found[world.people.linge.pk]
