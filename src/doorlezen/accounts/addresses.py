"""Addresses inside an organisation."""

from functools import lru_cache
from typing import Any

from django.urls import get_script_prefix, reverse

from doorlezen.accounts.actor import Actor


def address(actor: Actor, name: str, /, **parts: Any) -> str:
    """The address of the page ``name`` at the actor's organisation."""
    return _found(get_script_prefix(), name, organisation=actor.organisation.slug, **parts)


@lru_cache(maxsize=8192)
def _found(under: str, name: str, /, **parts: Any) -> str:
    """An address never changes while the site runs, and a list has one in every row."""
    return reverse(name, kwargs=parts)
