"""What the pages, the workbook, the PDF and the plan file say about a school is the same figure."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pikepdf
import pytest
from django.test import Client
from django_scopes import scopes_disabled

from doorlezen.accounts.roles import Role
from doorlezen.demo.demo_files import COLLABORATIONS_DAY, InputFiles, invent_files
from doorlezen.demo.site import OWN
from doorlezen.engine.allocation import read_plan, read_problem
from doorlezen.engine.allocation.posed.plan import Plan
from doorlezen.engine.allocation.posed.problem import Problem
from doorlezen.planning.proposals.models import Proposal, ProposedPayment, ProposedSchool
from doorlezen.planning.proposals.storing import GivenFile, store_proposal
from doorlezen.planning.sources import Sources, read_sources
from doorlezen.register.models import Gemeente
from doorlezen.reports.purse_styles import PURSES, kind_of, short_label
from doorlezen.web.pages.plans.plan_pages import MOST_IN_PASSING
from tests.cli.inside import commands
from tests.people import Neighbourhood
from tests.planning import proposing
from tests.reports import cases, screen_reader
from tests.web.plans.telling import in_words, table_with
from tests.web.test_look import BUILT, MOST_ON_A_FIRST_VISIT, weight_of


@dataclass(frozen=True)
class Gets:
    """What a school gets: quarter-hours a week, cents a year, and cents per kind of purse by its name."""

    quarters: int
    last_year: int
    cents: int
    paid: tuple[tuple[str, int], ...]


def gets(quarters: int, last_year: int, cents: int, paid: dict[str, int]) -> Gets:
    return Gets(quarters, last_year, cents, tuple(sorted((who, much) for who, much in paid.items() if much)))


def from_the_plan_file(problem: Problem, plan: Plan, sources: Sources | None) -> dict[str, Gets]:
    """By plain arithmetic on the two files, with nothing of the reports but the names of the purses."""
    said = {} if sources is None else sources.fund_kinds
    paid: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for row in plan.payments:
        kind: Any = said.get(row.fund) or kind_of(problem.fund[row.fund])
        paid[row.school][short_label(kind)] += row.cents
    found = {}
    for school in problem.schools:
        option = problem.option(school.code, plan.choices[school.code])
        cents = sum(problem.cost(school.code, option).values())
        found[school.code] = gets(option.quarters, school.last_year_quarters, cents, paid[school.code])
    return found


PURSE_NAMES = [short_label(kind) for kind in PURSES]
QUARTER = {"": 0, "¼": 1, "½": 2, "¾": 3}


def quarters_in(text: str) -> int:
    """ "2½" → 10."""
    full, rest = (text[:-1], text[-1]) if text[-1] in QUARTER else (text, "")
    return 4 * int(full or 0) + QUARTER[rest]


def cents_in(text: str) -> int:
    """ "9.490,50" → 949050; nothing → 0."""
    return int(Decimal(text.replace(".", "").replace(",", ".")) * 100) if text else 0


def from_rows(rows: list[dict[str, str]]) -> dict[str, Gets]:
    """From the table of a page. The last row is the sum."""
    found = {}
    for row in rows[:-1]:
        code = row["school"].split()[-1]
        found[code] = gets(
            quarters_in(row["dit plan uur per week"]),
            quarters_in(row["vorig jaar uur per week"]),
            cents_in(row["kosten euro per jaar"]),
            {who: cents_in(row.get(f"{who} euro", "")) for who in PURSE_NAMES},
        )
    return found


def from_the_page(html: str) -> dict[str, Gets]:
    return from_rows(table_with(html, "dit plan uur per week", "kosten euro per jaar"))


def from_the_workbook(data: bytes, of: Proposal, names: dict[str, str]) -> dict[str, Gets]:
    book = openpyxl.load_workbook(BytesIO(data), data_only=True)
    found = {}
    for sheet in book.worksheets:
        rows = list(sheet.iter_rows(values_only=True))
        start = next((at for at, row in enumerate(rows) if "vestigingscode" in row), None)
        if start is None:
            continue
        head = [str(cell) for cell in rows[start]]
        for row in rows[start + 1 :]:
            if not row[1]:
                break
            cells = dict(zip(head, row, strict=True))
            paid: Counter[str] = Counter()
            for fund, who in names.items():
                paid[who] += round(100 * Fraction(str(cells.get(fund) or 0)))
            found[str(row[1])] = gets(
                int(4 * cells["dit plan (uur per week)"]),
                int(4 * cells["vorig jaar (uur per week)"]),
                round(100 * Fraction(str(cells["kosten (euro per jaar)"] or 0))),
                dict(paid),
            )
    return found


def from_the_pdf(data: bytes) -> dict[str, Gets]:
    """Hours and cost from the tables of schools; purses from those that follow, by number."""
    found: dict[str, Gets] = {}
    codes: dict[str, str] = {}
    for table in map(screen_reader.table, screen_reader.read(data).all("Table")):
        head = list(map(in_words, table[0]))
        if head[:2] == ["nr", "code"]:
            codes = {row[0]: row[1] for row in table[1:] if row[0]}
            at = {name: place for place, name in enumerate(head)}
            for row in table[1:]:
                if row[0]:
                    hours, last = row[at["dit plan uur per week"]], row[at["vorig jaar uur per week"]]
                    cost = row[at["kosten euro per jaar"]]
                    found[row[1]] = gets(quarters_in(hours), quarters_in(last), cents_in(cost), {})
        elif head[:2] == ["nr", "school"]:
            for row in table[1:]:
                if row[0]:
                    of = found[codes[row[0]]]
                    paid = dict(of.paid) | {
                        name.removesuffix(" euro"): cents_in(cell)
                        for name, cell in zip(head, row, strict=True)
                        if name in {f"{purse} euro" for purse in PURSE_NAMES}
                    }
                    found[codes[row[0]]] = gets(of.quarters, of.last_year, of.cents, paid)
    return found


def from_the_database(proposal: Proposal, kinds: dict[str, str]) -> dict[str, Gets]:
    with scopes_disabled():
        paid: defaultdict[str, Counter[str]] = defaultdict(Counter)
        for row in ProposedPayment.objects.filter(school__proposal=proposal).select_related("school"):
            paid[row.school.code][kinds[row.fund]] += row.cents
        return {
            row.code: gets(row.quarters, row.last_year_quarters, row.cents, paid[row.code])
            for row in ProposedSchool.objects.filter(proposal=proposal)
        }


def check_that_all_say_the_same(client: Client, proposal: Proposal) -> None:
    """Every way in which a plan is shown, against the two files that were put in."""
    with scopes_disabled():
        proposal.refresh_from_db()
    problem, plan = read_problem(bytes(proposal.problem)), read_plan(bytes(proposal.plan))
    sources = read_sources(bytes(proposal.sources)) if proposal.sources else None
    truth = from_the_plan_file(problem, plan, sources)
    said: dict[str, Any] = {} if sources is None else dict(sources.fund_kinds)
    kinds = {fund.id: short_label(said.get(fund.id) or kind_of(fund)) for fund in problem.funds}
    by_name = {problem.fund[fund].name: who for fund, who in kinds.items()}
    at = f"/o/bibliotheek-de-linge/plannen/{proposal.pk}/"

    assert from_the_database(proposal, kinds) == truth
    assert from_the_page(client.get(f"{at}scholen/").content.decode()) == truth
    page = client.get(at).content.decode()
    if len(problem.schools) <= MOST_IN_PASSING:
        assert from_the_page(page) == truth
    else:
        check_the_gemeenten(page, problem, truth)
    per_gemeente: dict[str, Gets] = {}
    for gemeente in sorted({school.municipality for school in problem.schools}):
        per_gemeente |= from_the_page(client.get(f"{at}gemeenten/{gemeente}/").content.decode())
    assert per_gemeente == truth
    assert from_the_workbook(client.get(f"{at}plan.xlsx").content, proposal, by_name) == truth
    pdf = client.get(f"{at}plan.pdf").content
    assert from_the_pdf(pdf) == truth
    assert client.get(f"{at}bestanden/plan.json").content == bytes(proposal.plan)
    assert client.get(f"{at}bestanden/problem.json").content == bytes(proposal.problem)
    check_accessible_pdf(pdf)


def check_the_gemeenten(page: str, problem: Problem, truth: dict[str, Gets]) -> None:
    """The table per gemeente adds up what the schools get."""
    here: defaultdict[str, list[Gets]] = defaultdict(list)
    for school in problem.schools:
        here[school.municipality].append(truth[school.code])
    expected = sorted(
        (len(of), sum(one.quarters for one in of), sum(one.cents for one in of)) for of in here.values()
    )
    *rows, total = table_with(page, "gemeente", "scholen")
    told = [
        (
            int(row["scholen"]),
            quarters_in(row["dit plan uur per week"]),
            cents_in(row["kosten euro per jaar"]),
        )
        for row in (*rows, total)
    ]
    assert sorted(told[:-1]) == expected
    assert told[-1] == tuple(map(sum, zip(*expected, strict=True)))


def check_accessible_pdf(data: bytes) -> None:
    """PDF/UA-1 and PDF/A-2a by its own claim, tagged, titled, in Dutch, every picture with its words."""
    with pikepdf.open(BytesIO(data)) as opened:
        assert opened.Root.MarkInfo.Marked
        assert str(opened.Root.Lang) == "nl"
        assert opened.Root.ViewerPreferences.DisplayDocTitle
        metadata = opened.open_metadata()
        assert metadata["pdfuaid:part"] == "1"
        assert (metadata["pdfaid:part"], metadata["pdfaid:conformance"]) == ("2", "A")
    assert [figure for figure in screen_reader.read(data).all("Figure") if not figure.alt] == []


def test_a_small_plan_is_told_the_same_everywhere(neighbourhood: Neighbourhood) -> None:
    actor = neighbourhood.actor(neighbourhood.linge, Role.DIRECTOR)
    proposal = proposing.a_proposal(actor)
    check_that_all_say_the_same(neighbourhood.client(neighbourhood.linge, Role.DIRECTOR), proposal)


def test_the_demo_library_is_told_the_same_everywhere(
    neighbourhood: Neighbourhood,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    own = InputFiles(tmp_path)
    for path, data in invent_files(tmp_path).items():
        path.write_bytes(data)
    files = {"--scores": own.scores, "--schools": own.schools, "--pupils": own.pupils}
    doorlezen, problem = commands(capsys, monkeypatch), tmp_path / "probleem.json"
    given = [part for pair in files.items() for part in pair]
    assert doorlezen("register", "load", "--invented", *given).status == 0
    day = ("--date", COLLABORATIONS_DAY)
    assert doorlezen("collaborations", "load", "--invented", *day, own.collaborations).status == 0
    assert doorlezen("problem", "build", own.library, "-o", problem).status == 0
    plan = tmp_path / "plan.json"
    plan.write_bytes(cases.quickly_solved(problem.read_bytes()))
    neighbourhood.linge.gemeenten.set(Gemeente.objects.filter(code__in=OWN))
    to = ("--library", "bibliotheek-de-linge")
    stored = doorlezen("proposal", "store", problem, plan, *to)
    assert (stored.status, stored.out) == (0, "Plan 1 voor 2025–2026 staat op de site, als concept.\n")
    again = doorlezen("proposal", "store", problem, plan, *to)
    assert (again.status, again.out) == (0, "plan.json: dit staat er al, als plan 1 voor 2025–2026\n")
    with scopes_disabled():
        proposal = Proposal.objects.get()
    assert (proposal.invented, proposal.made_by, bytes(proposal.sources) != b"") == (True, None, True)
    client = neighbourhood.client(neighbourhood.linge, Role.DIRECTOR)
    check_that_all_say_the_same(client, proposal)
    if (BUILT / "look.css").exists():
        page = client.get(f"/o/bibliotheek-de-linge/plannen/{proposal.pk}/").content
        assert weight_of(page) <= MOST_ON_A_FIRST_VISIT  # 130 schools


WRONG_COMMANDS = [
    (("--library", "nergens"), "--library: er is geen organisatie met het adres 'nergens'"),
    (("--library", "gemeente-tiel"), "--library: Gemeente Tiel is geen bibliotheek"),
    (
        ("--library", "bibliotheek-de-linge", "--sources", "weg.json"),
        "weg.json: dit bestand bestaat niet",
    ),
]


@pytest.mark.parametrize(("options", "line"), WRONG_COMMANDS)
def test_the_command_refuses_in_one_line(
    neighbourhood: Neighbourhood,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    options: tuple[str, ...],
    line: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    for name, file in proposing.files().items():
        Path(f"{name}.json").write_bytes(file.data)
    answer = commands(capsys, monkeypatch)("proposal", "store", "problem.json", "plan.json", *options)
    assert (answer.status, answer.out, answer.err) == (2, "", f"{line}\n")


def test_a_school_page_says_the_same(neighbourhood: Neighbourhood) -> None:
    proposal = proposing.a_proposal(neighbourhood.actor(neighbourhood.linge, Role.DIRECTOR))
    problem = read_problem(proposing.files()["problem"].data)
    plan = read_plan(proposing.files()["plan"].data)
    client = neighbourhood.client(neighbourhood.linge, Role.FINANCE)
    for code, told in from_the_plan_file(problem, plan, None).items():
        html = client.get(f"/o/bibliotheek-de-linge/plannen/{proposal.pk}/scholen/{code}/").content.decode()
        rows = table_with(html, "pot", "bouwsteen") if told.cents else []
        paid = [
            (row["pot"], row["bouwsteen"].lower(), cents_in(row["bedrag euro per jaar"])) for row in rows[:-1]
        ]
        assert paid == [
            (problem.fund[row.fund].name, row.bouwsteen, row.cents)
            for row in sorted(plan.payments)
            if row.school == code
        ]
        assert sum(cents for _, _, cents in paid) == told.cents


def test_the_river_area_is_told_the_same_everywhere(neighbourhood: Neighbourhood, shared: Path) -> None:
    data = (shared / "problems" / "rivierengebied-2019.json").read_bytes()
    for code in {school.municipality for school in read_problem(data).schools}:
        known, _ = Gemeente.objects.get_or_create(code=code, defaults={"name": f"Gemeente {code}"})
        neighbourhood.linge.gemeenten.add(known)
    actor = neighbourhood.actor(neighbourhood.linge, Role.DIRECTOR)
    proposal = store_proposal(
        actor, problem=GivenFile("p.json", data), plan=GivenFile("plan.json", cases.quickly_solved(data))
    )
    assert proposal.has_plan
    check_that_all_say_the_same(neighbourhood.client(neighbourhood.linge, Role.DIRECTOR), proposal)
