"""Rows that belong to an organisation are only found inside the scope of that organisation."""

from typing import Any, TypeVar

from django.db import models
from django_scopes import ScopedManager
from django_scopes.exceptions import ScopeError
from django_scopes.state import get_scope

Row = TypeVar("Row", bound=models.Model, covariant=True)


class Scoped(models.Manager[Row]):
    """What ``scoped`` makes; named here so that types can speak of it."""

    def get_queryset(self) -> models.QuerySet[Row]:
        """All rows of the organisation in scope. Raises ScopeError for the scope of no organisation."""
        scope = get_scope()
        # django-scopes reads None as "of every organisation", which nobody who writes it can mean
        if scope.get("_enabled", True) and scope.get("organisation", self) is None:
            raise ScopeError("scope(organisation=None) would show every organisation")
        return super().get_queryset()


def scoped(*, organisation: str = "organisation") -> Scoped[Any]:
    """A manager that finds only rows of the organisation in scope, and raises ScopeError without a scope.

    ``organisation`` is the way from a row to its organisation: "organisation", "plan__organisation".
    """
    manager: Scoped[Any] = ScopedManager(Scoped, organisation=organisation)
    # django-scopes makes a class per model; types find it under the name of the one above
    type(manager).__module__, type(manager).__qualname__ = Scoped.__module__, Scoped.__qualname__
    return manager
