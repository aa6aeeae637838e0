"""The jobs of planning, as Procrastinate finds them: this module's name is the one that it looks for."""

from procrastinate import JobContext, RetryStrategy
from procrastinate.contrib.django import app

from doorlezen.planning.domain import answering
from doorlezen.planning.domain.asking import QUEUE, TASK
from doorlezen.planning.proposals import explaining

# For when something other than the search breaks off, such as the connection to the database. Once more than
# a calculation may be begun, so that the last time it is told that it failed.
_AGAIN = RetryStrategy(max_attempts=answering.MOST_ATTEMPTS + 1, wait=10)


@app.task(name=TASK, queue=QUEUE, pass_context=True, retry=_AGAIN)
def answer_calculation(context: JobContext, *, calculation: int) -> None:
    """Answer a calculation in another process; `cli/worker.py` gives ``solvers`` and ``stop`` along."""
    answering.answer_calculation(
        calculation,
        search=context.additional_context["solvers"].answer,
        stop=context.additional_context["stop"],
    )


@app.task(name=explaining.TASK, queue=QUEUE, pass_context=True, retry=_AGAIN)
def explain_demand(context: JobContext, *, explanation: int) -> None:
    """Work out why a demand of a proposal costs what it costs."""
    explaining.explain_demand(explanation, stop=context.additional_context["stop"])
