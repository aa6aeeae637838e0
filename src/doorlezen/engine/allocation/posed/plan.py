"""A plan: the answer to a problem. The formats are docs/formats.md (doorlezen-plan/1 and /2).

Of several school years the schools and funds in it have their year in their names, as in the problem.
"""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from doorlezen.documents.fields import Fields, parse
from doorlezen.engine.allocation.posed.formats import PLAN, PLAN_OF_YEARS, is_of_years
from doorlezen.engine.allocation.posed.names import apart, at
from doorlezen.engine.proof import STATUSES, gap_between
from doorlezen.language import first_year, t


class Payment(NamedTuple):
    """A fund pays ``cents`` of a bouwsteen at a school."""

    fund: str
    school: str
    bouwsteen: str
    cents: int


class Carried(NamedTuple):
    """What a fund has left in its school year and takes along to the next one."""

    fund: str
    cents: int


class Price(NamedTuple):
    """What a demand costs in objective points; None where one of the two values has no plan.

    ``given_the_others`` = best value without it − best value with all demands;
    ``alone`` = best value without any demand − best value with only this one.
    """

    given_the_others: int | None
    alone: int | None


@dataclass(frozen=True)
class Plan:
    """The answer. ``objective``, ``bound`` and ``gap`` are None where there is no plan (or no bound yet)."""

    problem_sha256: str
    status: str
    objective: int | None
    bound: int | None
    seconds: float
    choices: Mapping[str, str]
    payments: tuple[Payment, ...]
    requirements: Mapping[str, bool]
    prices: Mapping[str, Price] | None = None
    conflict: tuple[str, ...] | None = None
    carried: tuple[Carried, ...] | None = None
    """What goes on to next years; None where there is one year, and names without a year."""
    money_by_use: Mapping[int, int] | None = None
    """What the funds of each place in the order of spending pay, in cents; None in a file from before."""
    money_at_least: Mapping[int, int] | None = None
    """The least that each place is proven to have to pay, given those after it; not part of the file."""
    assured: int | None = None
    """An upper bound on the objective that rests on no solver's word; not part of the file."""
    tidiness: tuple[int, int] | None = None
    """How many times a purse pays at a school, and the fewest there can be; not part of the file."""

    @property
    def gap(self) -> float | None:
        """(bound − objective) / objective; 0.0 when proven optimal, None where it cannot be told."""
        return gap_between(self.objective, self.bound)


def write_plan(plan: Plan) -> bytes:
    """The bytes of the plan file: rows sorted, so that equal plans are equal files but for ``seconds``."""
    document = {
        "format": PLAN if plan.carried is None else PLAN_OF_YEARS,
        "problem_sha256": plan.problem_sha256,
        "status": plan.status,
        "objective": plan.objective,
        "bound": plan.bound,
        "gap": plan.gap,
        "seconds": round(plan.seconds, 3),
        **_choices_and_payments(plan),
        **_money(plan),
        "requirements": [{"id": name, "met": met} for name, met in sorted(plan.requirements.items())],
        "prices": None
        if plan.prices is None
        else {name: price._asdict() for name, price in sorted(plan.prices.items())},
        "conflict": None if plan.conflict is None else sorted(plan.conflict),
    }
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode()


def _choices_and_payments(plan: Plan) -> dict[str, Any]:
    choices, payments = sorted(plan.choices.items()), sorted(plan.payments)
    if plan.carried is None:
        return {"choices": dict(choices), "payments": [payment._asdict() for payment in payments]}
    of_years: dict[str, dict[str, str]] = {}
    for name, option in choices:
        year, code = apart(name)
        of_years.setdefault(year, {})[code] = option
    return {
        "choices": of_years,
        "payments": [
            {**_in_year(fund), "school": apart(school)[1], "bouwsteen": bouwsteen, "cents": cents}
            for fund, school, bouwsteen, cents in payments
        ],
        "carried": [{**_in_year(fund), "cents": cents} for fund, cents in sorted(plan.carried)],
    }


def _in_year(fund: str) -> dict[str, str]:
    return dict(zip(("year", "fund"), apart(fund), strict=True))


def _money(plan: Plan) -> dict[str, Any]:
    if plan.money_by_use is None:
        return {}
    return {"money_by_use": {str(place): cents for place, cents in sorted(plan.money_by_use.items())}}


def read_plan(data: bytes, *, name: str = "plan") -> Plan:
    """Read the bytes of a plan file. Raises InputError with the path of the first field that is wrong."""
    fields = Fields(parse(data, name=name), "", name)
    per_year = is_of_years(fields, PLAN, PLAN_OF_YEARS)
    objective = fields.any_whole_or_null("objective")
    bound = fields.any_whole_or_null("bound")
    fields.decimal_or_null("gap")
    plan = Plan(
        problem_sha256=fields.text("problem_sha256"),
        status=fields.one_of("status", STATUSES),
        objective=objective,
        bound=bound,
        seconds=float(fields.decimal_or_null("seconds") or 0),
        choices=dict(_choices(fields, per_year=per_year)),
        payments=tuple(_payment(item, per_year=per_year) for item in fields.objects("payments")),
        carried=tuple(_carried(item) for item in fields.objects("carried")) if per_year else None,
        requirements=dict(_met(item) for item in fields.objects("requirements")),
        prices=_prices(fields),
        conflict=_conflict(fields),
        money_by_use=_read_money(fields),
    )
    fields.close()
    return plan


def _read_money(fields: Fields) -> dict[int, int] | None:
    if not fields.has("money_by_use"):
        return None
    holder = Fields(fields.mapping("money_by_use"), "money_by_use", fields.name)
    paid = {}
    for place in holder.mapping_keys():
        if not re.fullmatch(r"0|[1-9]\d{0,2}", place, re.ASCII):
            holder.refuse(place, t("is geen plaats in de volgorde, zoals 1"))
        paid[int(place)] = holder.whole(place)
    return paid


def _choices(fields: Fields, *, per_year: bool) -> Iterable[tuple[str, str]]:
    holder = Fields(fields.mapping("choices"), "choices", fields.name)
    for key in holder.mapping_keys():
        if not per_year:
            yield key, holder.text(key)
            continue
        chosen = Fields(holder.take(key), f"choices.{key}", fields.name)
        if first_year(key) is None:
            holder.refuse(key, t("moet een schooljaar zijn zoals 2026-2027, niet {year}", year=repr(key)))
        yield from ((at(key, code), chosen.text(code)) for code in chosen.mapping_keys())


def _payment(fields: Fields, *, per_year: bool) -> Payment:
    year = fields.school_year("year") if per_year else None
    names = [fields.text("fund"), fields.text("school")]
    fund, school = names if year is None else [at(year, name) for name in names]
    payment = Payment(fund, school, fields.text("bouwsteen"), fields.whole("cents", least=1))
    fields.close()
    return payment


def _carried(fields: Fields) -> Carried:
    carried = Carried(at(fields.school_year("year"), fields.text("fund")), fields.whole("cents", least=1))
    fields.close()
    return carried


def _met(fields: Fields) -> tuple[str, bool]:
    """A demand's id and whether it is met."""
    met = (fields.text("id"), fields.boolean("met"))
    fields.close()
    return met


def _prices(fields: Fields) -> dict[str, Price] | None:
    """What each demand costs, by id; None where it was not asked."""
    value: Any = fields.take("prices")
    if value is None:
        return None
    holder = Fields(value, "prices", fields.name)
    prices = {}
    for name in holder.mapping_keys():
        parts = Fields(holder.take(name), f"prices.{name}", fields.name)
        prices[name] = Price(parts.any_whole_or_null("given_the_others"), parts.any_whole_or_null("alone"))
        parts.close()
    return prices


def _conflict(fields: Fields) -> tuple[str, ...] | None:
    """The ids of demands that cannot hold together, or None."""
    if (value := fields.take("conflict")) is None:
        return None
    return Fields({"conflict": value}, "", fields.name).names("conflict")
