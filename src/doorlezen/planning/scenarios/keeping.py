"""The plan of a scenario that was calculated is kept as a plan of its library, in the name of who asked."""

from typing import TYPE_CHECKING

from django.db import transaction
from django_scopes import scope, scopes_disabled

from doorlezen.accounts.actor import Actor
from doorlezen.accounts.models import Person
from doorlezen.accounts.roles import Role
from doorlezen.desk.queue import put_once
from doorlezen.language import InputError
from doorlezen.planning.proposals.models import Proposal
from doorlezen.planning.proposals.storing import GivenFile, StoredBeforeError, store_proposal
from doorlezen.planning.queue_places import KEPT
from doorlezen.planning.scenarios.content import NAME
from doorlezen.planning.scenarios.models import ScenarioCalculation

if TYPE_CHECKING:
    from doorlezen.planning.models import Calculation

TASK = "planning.keep_plan"


def keep_for_who_asked(calculation: "Calculation") -> None:
    """Have the plan of a calculation kept for every scenario that waits for it, once there is one.

    Call it in the transaction that ends the calculation: then a worker that is killed loses nothing.
    """
    if not calculation.has_answer:
        return
    with scopes_disabled():
        waiting = ScenarioCalculation.objects.filter(calculation=calculation, proposal=None, line="")
        rows = list(waiting.order_by("pk").values_list("pk", flat=True))
    for row in rows:
        put_once(TASK, row, place=KEPT, beside_running=False)


def keep(row: int) -> Proposal | None:
    """Keep the plan of a scenario's calculation; None where that cannot be, and the row says why.

    Nothing happens where it is kept already: doing it twice gives one plan.
    """
    with transaction.atomic(), scopes_disabled():
        asked = ScenarioCalculation.objects.select_for_update(of=("self",)).get(pk=row)
        if asked.proposal is not None:
            return asked.proposal
        try:
            asked.proposal = stored(asked)
        except InputError as wrong:
            asked.line = str(wrong)
        asked.save(update_fields=["proposal", "line"])
    return asked.proposal


def stored(asked: ScenarioCalculation) -> Proposal:
    """The plan of a calculation, kept now or before. Raises InputError as `store_proposal` does."""
    calculation, scenario = asked.calculation, asked.scenario
    # who asked was allowed to when asking, whatever has become of their role since
    person = asked.asked_by or Person(name="doorlezen")
    actor = Actor(person, scenario.organisation, frozenset({Role.ADVISER}))
    assert calculation.plan is not None
    try:
        with scope(organisation=scenario.organisation):
            return store_proposal(
                actor,
                problem=GivenFile(NAME, bytes(calculation.problem)),
                plan=GivenFile(NAME, bytes(calculation.plan)),
                sources=GivenFile(NAME, bytes(asked.sources)),
                title=scenario.title,
            )
    except StoredBeforeError as before:
        return before.proposal
