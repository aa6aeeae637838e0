"""What a library decides about a roster: freeze it, make it loose again, throw a draft away.

Publishing is for `visits` to do: it puts the visits on their days.
"""

import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy
from django_scopes import scope

from doorlezen.accounts.actor import Actor
from doorlezen.accounts.permissions import require
from doorlezen.desk import work
from doorlezen.desk.events import record
from doorlezen.desk.states import States, Step
from doorlezen.engine.roster import read_roster
from doorlezen.language import InputError, t
from doorlezen.rosters.domain.roster_making import locked_draft
from doorlezen.rosters.models import RosterState, TeamRoster


def _may(actor: Actor, roster: TeamRoster) -> None:
    require("rosters.make", actor)


ROSTERING = States(
    "state",
    {
        "freeze": Step(
            {RosterState.DRAFT},
            RosterState.FROZEN,
            gettext_lazy("alleen een concept zet je vast"),
            _may,
            "rosters.frozen",
        ),
        "unfreeze": Step(
            {RosterState.FROZEN},
            RosterState.DRAFT,
            gettext_lazy("alleen een vastgezet rooster maak je weer los"),
            _may,
            "rosters.unfrozen",
        ),
        "publish": Step(
            {RosterState.FROZEN},
            RosterState.PUBLISHED,
            gettext_lazy("zet het rooster eerst vast; daarna kun je het bekendmaken"),
            _may,
            "rosters.published",
        ),
        "replace": Step(
            {RosterState.PUBLISHED},
            RosterState.REPLACED,
            gettext_lazy("alleen een bekendgemaakt rooster wordt vervangen"),
            _may,
            "rosters.replaced",
        ),
    },
)


def freeze(actor: Actor, *, roster: int, now: datetime.datetime) -> TeamRoster:
    """Let nothing change in a roster any more.

    Raises Refused, TeamRoster.DoesNotExist, and InputError where it is no draft, has no visits in it, or is
    still being sought.
    """
    require("rosters.make", actor)
    with transaction.atomic(), scope(organisation=actor.organisation):
        found = locked_draft(roster)
        if found.search.status not in work.FINAL:
            raise InputError("", t("er wordt nog gezocht; wacht tot dat klaar is, of stop het"))
        if found.answer is None or not read_roster(bytes(found.answer)).schools:
            raise InputError("", t("in dit rooster staat nog geen bezoek"))
        if read_roster(bytes(found.answer)).problem_sha256 != found.problem_sha256:
            raise InputError("", t("dit rooster past niet bij wat je vasthoudt; zoek eerst opnieuw"))
        person = actor.signer
        ROSTERING.move(found, "freeze", actor=actor, frozen_at=now, frozen_by=person)
    return found


def unfreeze(actor: Actor, *, roster: int) -> TeamRoster:
    """Make a frozen roster a draft again. Raises Refused, TeamRoster.DoesNotExist, InputError."""
    require("rosters.make", actor)
    with transaction.atomic(), scope(organisation=actor.organisation):
        found: TeamRoster = TeamRoster.objects.get(pk=roster)
        ROSTERING.move(found, "unfreeze", actor=actor, frozen_at=None, frozen_by=None)
    return found


def throw_away(actor: Actor, *, roster: int) -> None:
    """Throw a draft away. Raises Refused, TeamRoster.DoesNotExist, and InputError where it is none."""
    require("rosters.make", actor)
    with transaction.atomic(), scope(organisation=actor.organisation):
        found = locked_draft(roster)
        record(actor, "rosters.thrown-away", found, after={"roster_number": found.number})
        found.delete()
