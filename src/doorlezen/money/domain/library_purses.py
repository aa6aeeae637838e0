"""Opening and closing purses, and reserving in them what the adopted plan pays."""

import datetime
import uuid

from django.db import transaction
from django_scopes import scope

from doorlezen.accounts.actor import Actor
from doorlezen.accounts.permissions import require
from doorlezen.desk.events import record
from doorlezen.engine.allocation import read_problem
from doorlezen.language import InputError, t
from doorlezen.money.domain.ledger import MoneyLine, MoneyMove, enter_in, locked_purse
from doorlezen.money.models import EntryKind, LibraryPurse, PurseEntry
from doorlezen.planning.proposals.models import Proposal, ProposedPayment
from doorlezen.register.models import School

_OF_PLAN = uuid.UUID("6f1d1c0e-6a55-4a0e-9a38-0d9f3f5f6f0a")
"""The space of the numbers of what a plan reserves."""


def open_purses(actor: Actor, *, proposal: int, now: datetime.datetime) -> list[LibraryPurse]:
    """A purse for every fund of an adopted plan of one school year, as far as there is none yet; all of that
    year, by name. What a fund may pay comes along with it; money comes in with an entry of its own.

    Raises Refused, Proposal.DoesNotExist, and InputError where the plan is not the adopted one.
    """
    require("money.move", actor)
    with transaction.atomic(), scope(organisation=actor.organisation):
        plan = _adopted(proposal)
        problem = read_problem(bytes(plan.problem))
        there = set(
            LibraryPurse.objects.filter(school_year=plan.school_year).values_list("plan_key", flat=True)
        )
        for fund in problem.funds:
            if fund.id in there:
                continue
            made = LibraryPurse.objects.create(
                organisation=actor.organisation,
                school_year=plan.school_year,
                name=fund.name,
                plan_key=fund.id,
                proposal=plan,
                schools=sorted(fund.schools),
                bouwstenen=sorted(fund.bouwstenen),
                opened_at=now,
            )
            record(actor, "money.opened", made, after={"purse_key": fund.id})
        return list(LibraryPurse.objects.filter(school_year=plan.school_year).order_by("name", "pk"))


def reserve_plan(actor: Actor, *, proposal: int, day: datetime.date) -> int:
    """Reserve what the adopted plan pays, per purse, school and bouwsteen; how many entries that made. All of
    it or nothing; what was reserved before is not reserved again.

    Raises Refused, Proposal.DoesNotExist, and InputError where a purse is not open yet or short.
    """
    require("money.move", actor)
    with transaction.atomic(), scope(organisation=actor.organisation):
        plan = _adopted(proposal)
        payments = list(
            ProposedPayment.objects.filter(school__proposal=plan, school__school_year=plan.school_year)
            .select_related("school")
            .order_by("fund", "school__code", "bouwsteen")
        )
        open_ones = LibraryPurse.objects.filter(school_year=plan.school_year).order_by("pk")
        # in the order of their numbers, so that two who reserve never wait for each other
        purses = {one.plan_key: one for one in open_ones.select_for_update()}
        schools = School.objects.in_bulk({one.school.code for one in payments})
        numbers = {_number(plan, one): one for one in payments if one.cents}
        before = set(PurseEntry.objects.filter(pk__in=numbers).order_by("pk").values_list("pk", flat=True))
        for one in payments:
            if one.fund not in purses:
                raise InputError("", t("de pot {name} is nog niet geopend", name=one.fund_name))
        for number, one in numbers.items():
            if number in before:
                continue
            school = schools.get(one.school.code)
            if school is None:
                what = t("school {code} van het plan staat niet in het register", code=one.school.code)
                raise InputError("", what)
            line = MoneyLine(school, one.bouwsteen)
            enter_in(actor, purses[one.fund], MoneyMove(number, EntryKind.RESERVE, one.cents, day, line))
        made = len(numbers) - len(before)
        record(actor, "money.plan-reserved", plan, after={"entry_count": made})
    return made


def _number(plan: Proposal, one: ProposedPayment) -> uuid.UUID:
    """The number of the entry that reserves a payment: the same each time."""
    return uuid.uuid5(_OF_PLAN, f"{plan.pk}/{one.fund}/{one.school.code}/{one.bouwsteen}")


def close_purse(actor: Actor, *, purse: int, now: datetime.datetime) -> None:
    """Let nothing be entered any more.

    Raises LibraryPurse.DoesNotExist, Refused, and InputError where it is closed already.
    """
    require("money.move", actor)
    with locked_purse(actor, purse) as found:
        if found.closed_at is not None:
            raise InputError("", t("deze pot is al afgesloten"))
        found.closed_at = now
        found.save(update_fields=["closed_at"])
        record(actor, "money.closed", found)


def reopen_purse(actor: Actor, *, purse: int) -> None:
    """Take that back. Raises LibraryPurse.DoesNotExist, Refused, and InputError where it is not closed."""
    require("money.move", actor)
    with locked_purse(actor, purse) as found:
        if found.closed_at is None:
            raise InputError("", t("deze pot is niet afgesloten"))
        found.closed_at = None
        found.save(update_fields=["closed_at"])
        record(actor, "money.reopened", found)


def _adopted(proposal: int) -> Proposal:
    plan: Proposal = Proposal.objects.get(pk=proposal)
    if not plan.holds:
        raise InputError("", t("alleen het vastgestelde plan komt in de boeken; stel het eerst vast"))
    return plan
