"""Explanations of before are pieces of work now: what was answered is done, what had no answer says why."""

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from doorlezen.accounts.roles import Role
from doorlezen.planning.models import DemandExplanation
from tests.people import Neighbourhood
from tests.planning import proposing


@pytest.mark.django_db
def test_how_far_each_was_is_what_it_is_now(neighbourhood: Neighbourhood) -> None:
    proposing.a_proposal(neighbourhood.actor(neighbourhood.linge, Role.DIRECTOR))
    told, silent, asked = DemandExplanation._base_manager.order_by("pk").values_list("pk", flat=True)
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    executor = MigrationExecutor(connection)
    before = executor.migrate([("planning", "0003_proposed_schools_per_year")]).apps
    rows = before.get_model("planning", "DemandExplanation")._base_manager
    rows.filter(pk=told).update(answered_at=timezone.now(), answer={})
    rows.filter(pk=silent).update(answered_at=timezone.now(), line="Het duurde te lang.")
    executor = MigrationExecutor(connection)
    executor.migrate(executor.loader.graph.leaf_nodes("planning"))
    now = DemandExplanation._base_manager.order_by("pk").values_list("pk", "status")
    assert list(now) == [(told, "done"), (silent, "refused"), (asked, "waiting")]
