"""Plans of before have a state now: what was shared is proposed, what was not is a draft; numbers go on."""

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone
from django_scopes import scopes_disabled

from doorlezen.accounts.roles import Role
from doorlezen.planning.proposals import sharing
from doorlezen.planning.proposals.models import Proposal
from tests.people import Neighbourhood
from tests.planning import proposing


@pytest.mark.django_db
def test_what_was_shared_is_proposed_now(neighbourhood: Neighbourhood) -> None:
    actor = neighbourhood.actor(neighbourhood.linge, Role.DIRECTOR)
    shared, unshared, trial = (
        proposing.a_proposal(actor, proposing.a_problem(title=f"Van toen {number}")).pk for number in range(3)
    )
    proposing.share(actor, proposal=unshared)
    sharing.unshare(actor, proposal=unshared)
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    executor = MigrationExecutor(connection)
    before = executor.migrate([("planning", "0008_trials")]).apps
    rows = before.get_model("planning", "Proposal")._base_manager
    rows.filter(pk=shared).update(shared_at=timezone.now(), shared_by=actor.person.pk)
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    executor = MigrationExecutor(connection)
    executor.migrate(executor.loader.graph.leaf_nodes("planning"))
    with scopes_disabled():
        now = Proposal.objects.order_by("pk").values_list("pk", "state", "was_shared", "proposed_by")
        assert list(now) == [
            (shared, "proposed", True, actor.person.pk),
            (unshared, "draft", True, None),
            (trial, "draft", False, None),
        ]
    assert proposing.a_proposal(actor, proposing.a_problem(title="Van nu")).number == 4
