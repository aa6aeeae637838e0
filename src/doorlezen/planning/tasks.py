"""The jobs of planning, as Procrastinate finds them: this module's name is the one that it looks for."""

from django.utils import timezone
from procrastinate import JobContext
from procrastinate.contrib.django import app

from doorlezen.desk.work import AGAIN
from doorlezen.planning import queue_places
from doorlezen.planning.domain import answering
from doorlezen.planning.models import (
    Calculation,
    DemandExplanation,
    KeysComparison,
    SchoolReasons,
    ScoresWeighed,
    WaysOut,
)
from doorlezen.planning.proposals import (
    dividing,
    explaining,
    finding_ways_out,
    school_reasons,
    weighing_scores,
)
from doorlezen.planning.scenarios import clearing, keeping
from doorlezen.planning.stated import stating
from doorlezen.planning.trials import trying


@app.task(name=Calculation.TASK, queue=Calculation.PLACE.queue, pass_context=True, retry=AGAIN)
def answer_calculation(context: JobContext, *, row: int) -> None:
    """Answer a calculation in another process; `cli/worker.py` gives ``solvers`` and ``stop`` along."""
    answering.answer_calculation(
        row,
        search=context.additional_context["solvers"].answer,
        stop=context.additional_context["stop"],
    )


@app.task(name=DemandExplanation.TASK, queue=DemandExplanation.PLACE.queue, pass_context=True, retry=AGAIN)
def explain_demand(context: JobContext, *, row: int) -> None:
    """Work out why a demand of a proposal costs what it costs."""
    explaining.explain_demand(row, stop=context.additional_context["stop"])


@app.task(name=WaysOut.TASK, queue=WaysOut.PLACE.queue, pass_context=True, retry=AGAIN)
def find_ways_out(context: JobContext, *, row: int) -> None:
    """Find what would untie the demands of a plan that cannot be."""
    finding_ways_out.find_ways_out(row, stop=context.additional_context["stop"])


@app.task(name=SchoolReasons.TASK, queue=SchoolReasons.PLACE.queue, pass_context=True, retry=AGAIN)
def explain_schools(context: JobContext, *, row: int) -> None:
    """Work out why every school of a proposal gets what it gets."""
    school_reasons.explain_schools(row, stop=context.additional_context["stop"])


@app.task(name=keeping.TASK, queue=queue_places.KEPT.queue, retry=AGAIN)
def keep_plan(*, row: int) -> None:
    """Keep the plan that came out of a scenario, in the name of who asked."""
    keeping.keep(row)


@app.periodic(cron="25 * * * *")
@app.task(name="planning.forget_trials")
def forget_trials(timestamp: int) -> None:
    """Every hour: forget what visitors tried a day ago."""
    trying.forget_trials(timezone.now())


@app.periodic(cron="15 3 * * *")
@app.task(name="planning.clear_calculations")
def clear_calculations(timestamp: int) -> None:
    """Every night: throw away what was calculated a month ago and is of no use any more."""
    clearing.clear_calculations(timezone.now())


@app.task(name=KeysComparison.TASK, queue=KeysComparison.PLACE.queue, pass_context=True, retry=AGAIN)
def compare_keys(context: JobContext, *, row: int) -> None:
    """Divide a plan's money and people by other verdeelsleutels."""
    dividing.compare_keys(row, stop=context.additional_context["stop"])


@app.task(name=ScoresWeighed.TASK, queue=ScoresWeighed.PLACE.queue, pass_context=True, retry=AGAIN)
def weigh_scores(context: JobContext, *, row: int) -> None:
    """Work out what becomes of a plan when scores change."""
    weighing_scores.weigh(row, stop=context.additional_context["stop"])


@app.periodic(cron="45 3 * * *")
@app.task(name="planning.shred_stated")
def shred_stated(timestamp: int) -> None:
    """Every night: forget what gemeenten asked years ago."""
    stating.shred_old(timezone.now())
