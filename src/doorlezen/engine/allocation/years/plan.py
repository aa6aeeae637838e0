"""A plan of several school years: the answer to a YearsProblem (doorlezen-plan/2, docs/formats.md)."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from doorlezen.documents.fields import Fields, parse
from doorlezen.engine.allocation.plan import (
    STATUSES,
    Payment,
    Plan,
    Price,
    read_conflict,
    read_met,
    read_prices,
    read_whole_or_null,
)
from doorlezen.language import t

FORMAT = "doorlezen-plan/2"


class YearPayment(NamedTuple):
    """In a school year a fund pays ``cents`` of a bouwsteen at a school."""

    year: str
    fund: str
    school: str
    bouwsteen: str
    cents: int


class Carried(NamedTuple):
    """What a fund has left in a school year and takes along to the next one."""

    year: str
    fund: str
    cents: int


@dataclass(frozen=True)
class YearsPlan:
    """The answer. ``choices`` are per school year and school; the rest is as in a plan of one year."""

    problem_sha256: str
    status: str
    objective: int | None
    bound: int | None
    seconds: float
    choices: Mapping[str, Mapping[str, str]]
    payments: tuple[YearPayment, ...]
    carried: tuple[Carried, ...]
    requirements: Mapping[str, bool]
    prices: Mapping[str, Price] | None = None
    conflict: tuple[str, ...] | None = None

    @property
    def gap(self) -> float | None:
        """(bound − objective) / objective, as in a plan of one year."""
        return Plan("", self.status, self.objective, self.bound, 0.0, {}, (), {}).gap

    def in_year(self, year: str) -> Plan:
        """The choices and payments of one year, as a plan of that year alone (without value or demands)."""
        payments = tuple(Payment(*row[1:]) for row in self.payments if row.year == year)
        return Plan("", self.status, None, None, 0.0, self.choices.get(year, {}), payments, {})


def write_years_plan(plan: YearsPlan) -> bytes:
    """The bytes of the plan file: rows sorted, so that equal plans are equal files but for ``seconds``."""
    document = {
        "format": FORMAT,
        "problem_sha256": plan.problem_sha256,
        "status": plan.status,
        "objective": plan.objective,
        "bound": plan.bound,
        "gap": plan.gap,
        "seconds": round(plan.seconds, 3),
        "choices": {year: dict(sorted(chosen.items())) for year, chosen in sorted(plan.choices.items())},
        "payments": [payment._asdict() for payment in sorted(plan.payments)],
        "carried": [carried._asdict() for carried in sorted(plan.carried)],
        "requirements": [{"id": name, "met": met} for name, met in sorted(plan.requirements.items())],
        "prices": None
        if plan.prices is None
        else {name: price._asdict() for name, price in sorted(plan.prices.items())},
        "conflict": None if plan.conflict is None else sorted(plan.conflict),
    }
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode()


def read_years_plan(data: bytes, *, name: str = "plan") -> YearsPlan:
    """Read the bytes of a plan file. Raises InputError with the path of the first field that is wrong."""
    fields = Fields(parse(data, name=name), "", name)
    if (found := fields.take("format")) != FORMAT:
        fields.refuse("format", t("moet {format} zijn, niet {found}", format=repr(FORMAT), found=repr(found)))
    fields.decimal_or_null("gap")
    plan = YearsPlan(
        problem_sha256=fields.text("problem_sha256"),
        status=fields.one_of("status", STATUSES),
        objective=read_whole_or_null(fields, "objective"),
        bound=read_whole_or_null(fields, "bound"),
        seconds=float(fields.decimal_or_null("seconds") or 0),
        choices=_choices(fields),
        payments=tuple(_payment(item) for item in fields.objects("payments")),
        carried=tuple(_carried(item) for item in fields.objects("carried")),
        requirements=dict(read_met(item) for item in fields.objects("requirements")),
        prices=read_prices(fields),
        conflict=read_conflict(fields),
    )
    fields.close()
    return plan


def _choices(fields: Fields) -> dict[str, dict[str, str]]:
    holder = Fields(fields.mapping("choices"), "choices", fields.name)
    choices = {}
    for year in holder.mapping_keys():
        chosen = Fields(holder.take(year), f"choices.{year}", fields.name)
        choices[year] = {code: chosen.text(code) for code in chosen.mapping_keys()}
    return choices


def _payment(fields: Fields) -> YearPayment:
    payment = YearPayment(
        year=fields.text("year"),
        fund=fields.text("fund"),
        school=fields.text("school"),
        bouwsteen=fields.text("bouwsteen"),
        cents=fields.whole("cents", least=1),
    )
    fields.close()
    return payment


def _carried(fields: Fields) -> Carried:
    carried = Carried(fields.text("year"), fields.text("fund"), fields.whole("cents", least=1))
    fields.close()
    return carried
