"""Addresses inside an organisation."""

from typing import Any

from django.urls import reverse

from doorlezen.accounts.actor import Actor


def address(actor: Actor, name: str, /, **parts: Any) -> str:
    """The address of the page ``name`` at the actor's organisation."""
    return reverse(name, kwargs={"organisation": actor.organisation.slug, **parts})
