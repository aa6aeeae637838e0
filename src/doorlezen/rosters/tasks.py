"""The jobs of rosters, as Procrastinate finds them: this module's name is the one that it looks for."""

from procrastinate import JobContext
from procrastinate.contrib.django import app

from doorlezen.desk.work import AGAIN
from doorlezen.rosters.domain import searching_roster
from doorlezen.rosters.models import RosterSearch


@app.task(name=RosterSearch.TASK, queue=RosterSearch.PLACE.queue, pass_context=True, retry=AGAIN)
def search_roster(context: JobContext, *, row: int) -> None:
    """Find the roster of a problem."""
    searching_roster.search_roster(row, stop=context.additional_context["stop"])
