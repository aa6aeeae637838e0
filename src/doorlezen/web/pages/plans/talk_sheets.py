"""The talk sheet of a gemeente in a plan, for who may take plans away."""

from dataclasses import replace

from django.utils import timezone

from doorlezen.accounts.actor import Actor
from doorlezen.accounts.permissions import ask, require
from doorlezen.desk.kept import Kept
from doorlezen.engine.allocation import Plan, Problem
from doorlezen.engine.allocation.posed.plan import read_plan
from doorlezen.engine.allocation.posed.reading import read_problem
from doorlezen.planning.proposals.models import Proposal
from doorlezen.planning.proposals.naming import plan_name
from doorlezen.planning.proposals.queries import files_of
from doorlezen.planning.scenarios.what_if import plan_at_once
from doorlezen.planning.sources import read_sources
from doorlezen.planning.stated.stated_queries import unanswered
from doorlezen.reports.purse_styles import kind_of
from doorlezen.reports.seen import part_of_gemeenten
from doorlezen.reports.story import Story
from doorlezen.reports.talk_sheet import MORE_CENTS, MoreMoney, SheetOf, as_pdf
from doorlezen.web.day import today
from doorlezen.web.pages.plans.downloads import PlanDownload, name_of
from doorlezen.web.pages.plans.why import softenings

_more: Kept[MoreMoney] = Kept(128)


def talk_sheet(actor: Actor, proposal: Proposal, story: Story, code: str) -> PlanDownload:
    """The sheet of the gemeente ``code``, of which ``story`` tells what this reader sees. Raises Refused."""
    require("plans.download", actor)
    problem, plan, kinds = _read(proposal)
    of = SheetOf(
        plan=plan_name(proposal, story.school_year),
        eligible=_eligible(problem, kinds),
        wishes=_wishes(actor, proposal, code),
        more=_more_money(proposal, problem, plan, kinds, code),
        made=today(),
        softer=softenings(actor, proposal, part_of_gemeenten(story, {code})),
    )
    name = f"gespreksblad-{code}-{name_of(proposal, story.school_year)}.pdf"
    return PlanDownload(name, "application/pdf", as_pdf(story, code, of))


def _read(proposal: Proposal) -> tuple[Problem, Plan, dict[str, str]]:
    """The files of a plan, and the kind of each purse."""
    files = files_of(proposal.pk)
    problem = read_problem(files.problem)
    said = read_sources(files.sources).fund_kinds if files.sources else {}
    return (
        problem,
        read_plan(files.plan),
        {fund.id: said.get(fund.id) or kind_of(fund) for fund in problem.funds},
    )


def _eligible(problem: Problem, kinds: dict[str, str]) -> set[str] | None:
    """The schools that money of the scheme may go to; None where there is none, or it is of several years."""
    schemes = [fund for fund in problem.funds if kinds[fund.id] == "scheme"]
    if not schemes or problem.per_year:
        return None
    return {code for fund in schemes for code in fund.schools}


def _wishes(actor: Actor, proposal: Proposal, code: str) -> list[str] | None:
    """What this gemeente asks of the library of the plan, without an answer; None: not for this reader."""
    if not ask("stated.see", actor):
        return None
    return [
        one.text
        for one in unanswered(actor)
        if one.gemeente.code == code and one.organisation_id == proposal.organisation_id
    ]


def _more_money(
    proposal: Proposal, problem: Problem, plan: Plan, kinds: dict[str, str], code: str
) -> MoreMoney | None:
    """The same plan with more money of this gemeente; None where it cannot be told within a second."""
    try:
        return _more.get((proposal.content_sha256, code), lambda: _worked_out(problem, plan, kinds, code))
    except _NotToldError:
        return None


class _NotToldError(Exception):
    """There is no such purse, the plan is not proven the best, or finding the other one takes too long."""


def _worked_out(problem: Problem, plan: Plan, kinds: dict[str, str], code: str) -> MoreMoney:
    here = {school.code for school in problem.schools if school.municipality == code}
    own = [
        fund
        for fund in problem.funds
        if kinds[fund.id] == "gemeente"
        and fund.cents is not None
        and fund.schools
        and set(fund.schools) <= here
    ]
    if problem.per_year or plan.status != "optimal" or not plan.choices or not own:
        raise _NotToldError
    largest = max(own, key=lambda fund: (fund.cents or 0, fund.id))
    funds = tuple(
        replace(fund, cents=(fund.cents or 0) + MORE_CENTS) if fund.id == largest.id else fund
        for fund in problem.funds
    )
    richer = plan_at_once(replace(problem, funds=funds))
    if richer is None or richer.status != "optimal" or not richer.choices:
        raise _NotToldError
    before, after = (_quarters(problem, one, here) for one in (plan, richer))
    return MoreMoney(
        quarters=sum(after) - sum(before),
        schools=sum(map(bool, after)) - sum(map(bool, before)),
        day=timezone.localdate(),
    )


def _quarters(problem: Problem, plan: Plan, codes: set[str]) -> list[int]:
    return [problem.option(code, plan.choices[code]).quarters for code in sorted(codes)]
