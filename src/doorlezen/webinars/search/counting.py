"""In how many public passages a stem stands: what is rare says more."""

import datetime
from collections.abc import Collection

from django.db import connection

from doorlezen.webinars.domain.queries import is_public
from doorlezen.webinars.models import Webinar
from doorlezen.webinars.search.models import ALL, Posting, Stem


def counts(stems: Collection[str], now: datetime.datetime) -> dict[str, int]:
    """Stem → passages, for those that stand in any; under `ALL` how many passages there are.

    The counts over all webinars less those of the few that are not public: few rows to add up, and exact.
    """
    asked = sorted({ALL, *stems})
    hidden, values = Webinar.objects.exclude(is_public(now)).order_by().values("pk").query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(
            f"""
            select stem, sum(passages)::int from (
                select stem, passages from {Stem._meta.db_table} where stem = any(%s)
                union all
                select stem, -passages from {Posting._meta.db_table}
                where stem = any(%s) and webinar_id in ({hidden})
            ) as counted
            group by stem having sum(passages) > 0 order by stem
            """,
            [asked, asked, *values],
        )
        return {ALL: 0, **dict(cursor.fetchall())}
