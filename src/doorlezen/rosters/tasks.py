"""The jobs of rosters, as Procrastinate finds them: this module's name is the one that it looks for."""

from procrastinate import JobContext, RetryStrategy
from procrastinate.contrib.django import app

from doorlezen.desk.work import MOST_ATTEMPTS
from doorlezen.rosters.domain import searching_roster
from doorlezen.rosters.models import RosterSearch

# once more than a search may be begun, so that the last time it is told that it failed
_AGAIN = RetryStrategy(max_attempts=MOST_ATTEMPTS + 1, wait=10)


@app.task(name=RosterSearch.TASK, queue=RosterSearch.PLACE.queue, pass_context=True, retry=_AGAIN)
def search_roster(context: JobContext, *, row: int) -> None:
    """Find the roster of a problem."""
    searching_roster.search_roster(row, stop=context.additional_context["stop"])
