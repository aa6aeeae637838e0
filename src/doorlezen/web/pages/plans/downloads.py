"""What can be taken away from a plan: on paper, as a workbook, and the files of the engine."""

from collections.abc import Callable
from typing import NamedTuple

from django.utils import timezone

from doorlezen.accounts.actor import Actor
from doorlezen.accounts.permissions import require
from doorlezen.desk.kept import Kept
from doorlezen.documents.books import XLSX
from doorlezen.language import current
from doorlezen.planning.proposals.models import Proposal
from doorlezen.planning.proposals.queries import files_of
from doorlezen.planning.proposals.sight import sight_of
from doorlezen.reports.story import Story

_kept: Kept[bytes] = Kept(12)
"""Documents: at most 1 MB each for a library of 130 schools."""


class PlanDownload(NamedTuple):
    """A file to take away: its name, its kind and its bytes."""

    name: str
    content_type: str
    data: bytes


def document(actor: Actor, proposal: Proposal, story: Story, kind: str) -> PlanDownload:
    """The plan as "pdf" or "xlsx", with ``story`` what this reader sees of it. Raises Refused."""
    require("plans.download", actor)
    make, content_type = _DOCUMENTS[kind]
    # prices become known while a worker goes on
    prices = tuple(demand.price for demand in story.demands)
    year = story.school_year
    key = (proposal.content_sha256, year, proposal.made_at, sight_of(actor), kind, current(), prices)
    return PlanDownload(
        f"{name_of(proposal, year)}.{kind}", content_type, _kept.get(key, lambda: make(story, proposal))
    )


def engine_file(actor: Actor, proposal: Proposal, which: str) -> PlanDownload:
    """The "plan", the "problem" or the "sources" as it was stored. Raises Refused; KeyError for sources that
    are not there."""
    require("plans.files", actor)
    files = files_of(proposal.pk)
    data, ending = {
        "plan": (files.plan, "plan.json"),
        "problem": (files.problem, "probleem.json"),
        "sources": (files.sources, "probleem.sources.json"),
    }[which]
    if not data:
        raise KeyError(which)
    return PlanDownload(f"{name_of(proposal)}-{ending}", "application/json", data)


def name_of(proposal: Proposal, school_year: str = "") -> str:
    """What a file of this plan is called, without its ending: plan-3-2026-2027."""
    return f"plan-{proposal.number}-{school_year or proposal.school_year}"


def _pdf(story: Story, proposal: Proposal) -> bytes:
    from doorlezen.reports.document import as_pdf

    return as_pdf(story, made=timezone.localdate(proposal.made_at))


def _xlsx(story: Story, proposal: Proposal) -> bytes:
    from doorlezen.reports.plan_workbook import as_xlsx

    return as_xlsx(story, made=timezone.localdate(proposal.made_at))


_DOCUMENTS: dict[str, tuple[Callable[[Story, Proposal], bytes], str]] = {
    "pdf": (_pdf, "application/pdf"),
    "xlsx": (_xlsx, XLSX),
}
