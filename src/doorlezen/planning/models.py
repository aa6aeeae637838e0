"""Calculations that were asked for: a problem, how good its plan has to be, and what came out."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from doorlezen.desk.work import Work, WorkStatus
from doorlezen.language import t
from doorlezen.planning import queue_places
from doorlezen.planning.many import HowGood
from doorlezen.planning.proposals.models import (
    DemandExplanation,
    KeysComparison,
    Proposal,
    ProposedPayment,
    ProposedSchool,
    SchoolReasons,
    ScoresWeighed,
    WaysOut,
)
from doorlezen.planning.scenarios.models import Scenario, ScenarioCalculation, ScenarioVersion
from doorlezen.planning.stated.models import StatedDemand
from doorlezen.planning.trials.models import Trial

__all__ = [
    "Calculation",
    "DemandExplanation",
    "KeysComparison",
    "Proposal",
    "ProposedPayment",
    "ProposedSchool",
    "Scenario",
    "ScenarioCalculation",
    "ScenarioVersion",
    "SchoolReasons",
    "ScoresWeighed",
    "StatedDemand",
    "Trial",
    "WaysOut",
]


class Calculation(Work):
    """One question to the planner and its answer. The same question is one row, whoever asks it.

    Knows of no organisation: who may see a problem and its plan is up to the model that points here.
    """

    TASK = "planning.answer_calculation"
    PLACE = queue_places.BY_COMMAND

    name = models.CharField(max_length=255)
    """What the problem file was called by who asked first; a refusal begins with it."""
    problem = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    """Of ``problem``, hexadecimal."""

    asked_gap = models.DecimalField(max_digits=13, decimal_places=12)
    """The plan may stop at this difference, as a part of 1."""
    asked_seconds = models.DecimalField(max_digits=12, decimal_places=3, null=True)
    """The search may take so long; null: as long as it takes."""
    asked_prices = models.BooleanField()

    plan = models.BinaryField(null=True)
    """The plan file. While it is waiting or running: the best of a search that was stopped, if any."""
    plan_status = models.CharField(max_length=10, blank=True)
    """What the plan says of itself: optimal, feasible, infeasible or unknown."""
    objective = models.DecimalField(max_digits=40, decimal_places=0, null=True)
    gap = models.FloatField(null=True)
    seconds = models.FloatField(null=True)

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            *Work.Meta.constraints,
            models.UniqueConstraint(
                fields=["sha256", "asked_gap", "asked_seconds", "asked_prices"],
                nulls_distinct=False,
                name="a_question_is_asked_once",
            ),
            models.CheckConstraint(
                condition=~Q(status="done") | Q(plan__isnull=False), name="a_calculation_done_has_a_plan"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.status})"

    @property
    def broke_off(self) -> str:
        """The line for work that failed, for who runs the workers."""
        return t(
            "{name}: het rekenen brak {count} keer onverwacht af; is er genoeg geheugen?",
            name=self.name,
            count=self.attempts,
        )

    @property
    def has_answer(self) -> bool:
        """Whether it is done and found a plan, or that there is none: not that its time was up before."""
        return self.status == WorkStatus.DONE and self.plan_status != "unknown"

    @property
    def asked(self) -> HowGood:
        """How good the plan has to be, as the planner takes it."""
        seconds = None if self.asked_seconds is None else float(self.asked_seconds)
        return HowGood(float(self.asked_gap), seconds, self.asked_prices)
