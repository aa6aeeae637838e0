"""The jobs of search, as Procrastinate finds them: this module's name is the one that it looks for."""

from procrastinate.contrib.django import app

from doorlezen.webinars.search import index_upkeep


@app.periodic(cron="20 4 * * *")
@app.task(name="webinars.tidy_search_index", queueing_lock="webinars.tidy_search_index")
def tidy_search_index(timestamp: int) -> None:
    """Every night: add up the counts, and look again at compounds of which a part became known."""
    index_upkeep.tidy()
