"""What can happen to a thing in which state, as a table; everything else is refused with a sentence."""

from collections.abc import Callable, Collection, Mapping
from typing import Any, NamedTuple

from django.db import models

from doorlezen.desk.events import Acting, record
from doorlezen.language import InputError


class Step(NamedTuple):
    """From any of ``states`` to the state ``to``.

    ``otherwise``: what is read by who asks for it in another state (lazily translated). ``may(actor, thing)``
    raises where that person may not; None: anybody. ``event``: what it is called in the audit trail, where
    it is written down; empty: nowhere.
    """

    states: Collection[str]
    to: str
    otherwise: object
    may: Callable[[Any, Any], None] | None = None
    event: str = ""


class States(NamedTuple):
    """The table of one ``field``: the steps, by their names. Nothing else assigns that field."""

    field: str
    steps: Mapping[str, Step]

    def check(self, thing: models.Model, step: str, *, actor: Acting | None = None) -> str:
        """Lock ``thing``, and give the state that it is in. Call it in the transaction of the change.

        Raises what ``may`` raises, and InputError where this step cannot be taken from that state.
        """
        found = self.steps[step]
        if found.may is not None:
            found.may(actor, thing)
        rows = type(thing)._base_manager.select_for_update().filter(pk=thing.pk)
        state = str(rows.values_list(self.field, flat=True).get())
        setattr(thing, self.field, state)
        if state not in found.states:
            raise InputError("", str(found.otherwise))
        return state

    def move(self, thing: models.Model, step: str, *, actor: Acting | None = None, **also: Any) -> None:
        """Take ``step``, write ``also`` with it, and tell the audit trail where the state is another one.

        Call it in a transaction. Raises as `check` does.
        """
        before, (_, to, _, _, event) = self.check(thing, step, actor=actor), self.steps[step]
        for name, value in {self.field: to, **also}.items():
            setattr(thing, name, value)
        thing.save(update_fields=[self.field, *also])
        if event and actor is not None and before != to:
            record(actor, event, thing, before={self.field: before}, after={self.field: to})

    def move_all(self, things: "models.QuerySet[Any]", step: str, **also: Any) -> int:
        """Take ``step`` with all of these that it can be taken with, and write ``also``; how many."""
        found = self.steps[step]
        of = things.filter(**{f"{self.field}__in": found.states})
        return of.update(**{self.field: found.to, **also})
