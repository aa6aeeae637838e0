"""A scenario begins: from what the site knows, from a file, or as a copy of another."""

import datetime
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django_scopes import scope

from doorlezen.accounts.actor import Actor
from doorlezen.accounts.permissions import require
from doorlezen.accounts.roles import OrganisationKind
from doorlezen.desk.events import record
from doorlezen.documents.source import Source
from doorlezen.documents.toml_text import parse_toml
from doorlezen.language import FieldError, InputError, clean_line, t
from doorlezen.planning.library.writing import named
from doorlezen.planning.scenarios.content import read_tree, text_of
from doorlezen.planning.scenarios.models import Scenario, ScenarioVersion
from doorlezen.planning.scenarios.own import owned

MOST = 500
"""So many scenarios one library keeps beside each other, archived ones too."""


def make(
    actor: Actor,
    *,
    title: str,
    tree: Mapping[str, Any],
    now: datetime.datetime,
    copied_from: Scenario | None = None,
) -> Scenario:
    """Keep a new scenario of the actor's library that says ``tree``.

    Raises Refused, and InputError for a name that is missing, a file that is about the gemeenten of others or
    has not the shape of a library file, and for one more than `MOST`.
    """
    require("scenarios.make", actor)
    if actor.kind is not OrganisationKind.LIBRARY:
        raise InputError(actor.organisation.slug, t("alleen een bibliotheek heeft plannen"))
    name = clean_line(title)[:200]
    if not name:
        raise FieldError("title", t("geef het scenario een naam"))
    text = text_of(owned(actor.organisation, named(tree)))
    with transaction.atomic(), scope(organisation=actor.organisation):
        if Scenario.objects.count() >= MOST:
            raise InputError("", t("er zijn al {most} scenario's; gooi er eerst een weg", most=MOST))
        person = actor.signer
        made: Scenario = Scenario.objects.create(
            organisation=actor.organisation,
            title=name,
            school_year=str(tree.get("library", {}).get("school_year", ""))[:9],
            version=1,
            copied_from=copied_from,
            made_at=now,
            made_by=person,
            changed_at=now,
        )
        ScenarioVersion.objects.create(scenario=made, number=1, text=text, made_at=now, made_by=person)
        after = {"title": made.title, "school_year": made.school_year}
        record(actor, "scenarios.made", made, after=after)
    return made


def take_in(actor: Actor, *, file: Source, title: str = "", now: datetime.datetime) -> Scenario:
    """Make a scenario out of a library file. What is wrong in it is told on its pages.

    Raises as `make` does, and InputError for what is no library file at all.
    """
    require("scenarios.make", actor)
    tree = parse_toml(file.data, name=file.name)
    return make(actor, title=title or file.name.rpartition(".")[0] or file.name, tree=tree, now=now)


def copy(actor: Actor, *, scenario: Scenario, title: str, now: datetime.datetime) -> Scenario:
    """Make another scenario that says what this one says now. Raises as `make` does."""
    require("scenarios.make", actor)
    with scope(organisation=actor.organisation):
        text = ScenarioVersion.objects.get(scenario=scenario, number=scenario.version).text
    return make(actor, title=title, tree=read_tree(text), now=now, copied_from=scenario)
