"""Take a plan in: the files are read, checked and kept, all or nothing."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256

from django.db import transaction
from django.utils import timezone
from django_scopes import scope

from doorlezen.accounts.actor import Actor
from doorlezen.accounts.models import Organisation, Person
from doorlezen.accounts.permissions import require
from doorlezen.accounts.roles import OrganisationKind, Role
from doorlezen.desk.events import record
from doorlezen.engine.allocation.explain.each_year import each_year
from doorlezen.engine.allocation.posed.check import check
from doorlezen.engine.allocation.posed.plan import Payment, Plan, read_plan
from doorlezen.engine.allocation.posed.problem import Problem
from doorlezen.engine.allocation.posed.reading import read_problem
from doorlezen.language import InputError, n, school_year, t, with_school_years
from doorlezen.planning.own_gemeenten import elsewhere
from doorlezen.planning.proposals.explaining import ask_all, can_be_explained
from doorlezen.planning.proposals.finding_ways_out import ask_ways_out
from doorlezen.planning.proposals.models import PlanCount, Proposal, ProposedPayment, ProposedSchool
from doorlezen.planning.proposals.school_reasons import ask_for_schools, has_reasons
from doorlezen.planning.sources import Sources, read_sources

MOST_CENTS = 2**63 - 1
LONGEST_CODE = 20


@dataclass(frozen=True)
class GivenFile:
    """A file that somebody gave: what it is called, and its bytes."""

    name: str
    data: bytes


class StoredBeforeError(InputError):
    """These very files are a proposal already: ``proposal``."""

    def __init__(self, where: str, proposal: Proposal) -> None:
        number, year = proposal.number, school_year(proposal.school_year)
        super().__init__(
            where,
            t("dit staat er al, als plan {number} voor {year}", number=number, year=year),
        )
        self.proposal = proposal


def at_the_command_line(library: Organisation) -> Actor:
    """Whoever runs commands on the machine itself: an adviser of the library, without a name."""
    return Actor(Person(name="doorlezen"), library, frozenset({Role.ADVISER}))


def store_proposal(
    actor: Actor, *, problem: GivenFile, plan: GivenFile, sources: GivenFile | None = None, title: str = ""
) -> Proposal:
    """Keep a problem and its plan as the next proposal of the actor's library; nobody else sees it yet.

    Without a title it is called after the problem. Raises InputError for a file that cannot be read or is
    something else, a plan that does not answer the problem or is about gemeenten that are not the library's,
    sources of another problem; StoredBeforeError
    (an InputError) where the same files are there already; Refused where the actor may not.
    """
    require("plans.make", actor)
    if actor.kind is not OrganisationKind.LIBRARY:
        raise InputError(actor.organisation.slug, t("alleen een bibliotheek heeft plannen"))
    of = read_problem(problem.data, name=problem.name)
    answer = read_plan(plan.data, name=plan.name)
    _refuse_what_is_elsewhere(actor.organisation, of, problem.name)
    known = None if sources is None else _sources_of(of, sources)
    if wrong := check(of, answer):
        raise InputError(plan.name, t("dit plan klopt niet: {wrong}", wrong=wrong[0]))
    _refuse_what_cannot_be_kept(of, problem.name)
    proposal = Proposal(
        organisation=actor.organisation,
        school_year=of.school_year,
        title=with_school_years(_one_line(title) or _one_line(of.title)),
        problem=problem.data,
        problem_sha256=of.sha256,
        sources=b"" if sources is None else sources.data,
        plan=plan.data,
        plan_status=answer.status,
        content_sha256=_content(problem, sources, plan),
        invented=known is not None and known.invented,
        made_at=timezone.now(),
        made_by=actor.signer,
    )
    _keep(actor, proposal, of, answer, plan.name)
    return proposal


@transaction.atomic
def _keep(actor: Actor, proposal: Proposal, of: Problem, answer: Plan, name: str) -> None:
    # one at a time per library, so that two never get the same number
    Organisation.objects.select_for_update().get(pk=actor.organisation.pk)
    with scope(organisation=actor.organisation):
        same = Proposal.objects.filter(content_sha256=proposal.content_sha256).first()
        if same is not None:
            raise StoredBeforeError(name, same)
        count, _ = PlanCount.objects.get_or_create(
            organisation=actor.organisation, school_year=proposal.school_year
        )
        count.last += 1
        count.save(update_fields=["last"])
        proposal.number = count.last
        proposal.save()
        _keep_schools(proposal, of, answer)
        after = {
            "title": proposal.title,
            "school_year": proposal.school_year,
            "number": proposal.number,
            "status": proposal.plan_status,
            "problem": proposal.problem_sha256,
        }
        record(actor, "plans.stored", proposal, after=after)
    if proposal.plan_status == "infeasible":
        ask_ways_out(proposal)
    if can_be_explained(proposal, of):
        ask_all(proposal, of)
    if has_reasons(proposal, of):
        ask_for_schools(proposal, of)


def _keep_schools(proposal: Proposal, of: Problem, answer: Plan) -> None:
    """The plan as rows, a year at a time. Who has no plan to keep has no rows."""
    for year, alone in each_year(of, answer) if answer.choices else ():
        _keep_year(proposal, year, alone)


def _keep_year(proposal: Proposal, of: Problem, answer: Plan) -> None:
    rows = []
    for school in of.schools:
        option = of.option(school.code, answer.choices[school.code])
        rows.append(
            ProposedSchool(
                proposal=proposal,
                school_year=of.school_year,
                code=school.code,
                gemeente=school.municipality,
                quarters=option.quarters,
                last_year_quarters=school.last_year_quarters,
                cents=sum(of.cost(school.code, option).values()),
            )
        )
    ProposedSchool.objects.bulk_create(rows)
    paid: defaultdict[str, list[Payment]] = defaultdict(list)
    for payment in sorted(answer.payments):
        paid[payment.school].append(payment)
    ProposedPayment.objects.bulk_create(
        ProposedPayment(
            school=row,
            fund=payment.fund,
            fund_name=_one_line(of.fund[payment.fund].name),
            bouwsteen=payment.bouwsteen,
            cents=payment.cents,
        )
        for row in rows
        for payment in paid[row.code]
    )


def _refuse_what_is_elsewhere(library: Organisation, of: Problem, name: str) -> None:
    """A library plans for its own gemeenten. Raises InputError that names the others."""
    others = elsewhere(library, (school.municipality for school in of.schools))
    if not others:
        return
    what = n(
        "dit plan gaat ook over een gemeente die niet bij {library} hoort: {names}; haal die eruit, of vraag "
        "een beheerder om die gemeente erbij te zetten",
        "dit plan gaat ook over gemeenten die niet bij {library} horen: {names}; haal die eruit, of vraag "
        "een beheerder om die gemeenten erbij te zetten",
        len(others),
        library=library.name,
        names=", ".join(others),
    )
    raise InputError(name, what)


def _sources_of(of: Problem, file: GivenFile) -> Sources:
    known = read_sources(file.data, name=file.name)
    if known.problem_sha256 != of.sha256:
        raise InputError(
            file.name, t("deze bronnen horen bij een ander probleem; neem het bestand dat ernaast stond")
        )
    return known


def _refuse_what_cannot_be_kept(of: Problem, name: str) -> None:
    """Codes become part of addresses, so they are short and legible; the database takes no nought byte."""
    names = [*of.purses, *(demand.id for demand in of.requirements)]
    names += [bouwsteen for fund in of.funds for bouwsteen in fund.bouwstenen]
    if strange := [name for name in names if "\x00" in name]:
        raise InputError(name, t("{name} is geen naam voor een pot, bouwsteen of eis", name=repr(strange[0])))
    places = {code: index for index, code in enumerate(of.codes)}
    for school in of.schools:
        code = of.plain(school.code)
        index = places[code]
        _refuse_code(code, f"{name}, schools[{index}].code")
        _refuse_code(school.municipality, f"{name}, schools[{index}].municipality")
        most = max(sum(of.cost(school.code, option).values()) for option in of.options(school.code))
        if most > MOST_CENTS or max(option.quarters for option in of.options(school.code)) > 10**6:
            raise InputError(
                f"{name}, schools[{index}]", t("hier staat een bedrag of aantal uren dat niet kan")
            )
        if school.last_year_quarters > 10**6:
            raise InputError(f"{name}, schools[{index}].last_year_quarters", t("zoveel uren kan niet"))


def _refuse_code(code: str, where: str) -> None:
    if not (code.isascii() and code.isalnum() and len(code) <= LONGEST_CODE):
        what = t(
            "{code} is geen code van hooguit {most} letters en cijfers", code=repr(code), most=LONGEST_CODE
        )
        raise InputError(where, what)


def _content(problem: GivenFile, sources: GivenFile | None, plan: GivenFile) -> str:
    parts: Iterable[bytes] = (problem.data, b"" if sources is None else sources.data, plan.data)
    return sha256(b"".join(sha256(part).digest() for part in parts)).hexdigest()


def _one_line(text: str) -> str:
    legible = "".join(character if character.isprintable() else " " for character in text)
    return " ".join(legible.split())[:200]
