"""Addresses inside an organisation."""

from functools import lru_cache
from typing import Any

from django.urls import get_script_prefix, register_converter, reverse
from django.urls.converters import IntConverter, StringConverter

from doorlezen.accounts.actor import Actor


def address(actor: Actor, name: str, /, **parts: Any) -> str:
    """The address of the page ``name`` at the actor's organisation."""
    return _found(get_script_prefix(), name, organisation=actor.organisation.slug, **parts)


@lru_cache(maxsize=8192)
def _found(under: str, name: str, /, **parts: Any) -> str:
    """An address never changes while the site runs, and a list has one in every row."""
    return reverse(name, kwargs=parts)


class NumberConverter(IntConverter):
    """A number that a row can have: a longer one is no address of ours, and nothing to ask the database."""

    regex = "[0-9]{1,18}"


class PlanConverter(StringConverter):
    """What a plan is called in an address: "2026-2027-3", of another library with its own name in front; or
    the number of its row."""

    regex = r"(?:[a-z0-9]+(?:-[a-z0-9]+)*-)?[0-9]{4}-[0-9]{4}-[0-9]{1,9}|[0-9]{1,18}"


register_converter(NumberConverter, "number")
register_converter(PlanConverter, "plan")
