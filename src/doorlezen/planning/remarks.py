"""Sentences about a built problem that deserve a look before anybody relies on the plan."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from doorlezen.engine.allocation.posed.problem import Problem
from doorlezen.engine.allocation.posed.requirements.keep import Keep
from doorlezen.language import hours, money, n, school_year, t
from doorlezen.planning.known_terms import SchemeTerms, World
from doorlezen.planning.library import Candidate, Library
from doorlezen.planning.library.course_entries import quarters_for_courses


@dataclass(frozen=True)
class Remark:
    """A sentence for whoever reads the plan; ``field`` says where in the library file it can be mended."""

    text: str
    field: str = ""


def remarks_on(
    library: Library, world: World, candidates: Sequence[Candidate], problem: Problem
) -> tuple[Remark, ...]:
    """What to look at, a sentence each, in a fixed order. Schools that take no part are counted in none but
    the first."""
    return (
        *_left_out(world, candidates),
        *_undetermined(library, world, candidates),
        *_scheme(library, world, candidates, problem),
        *_scores(candidates),
        *map(Remark, filter(None, [world.old_scores])),
        *_last_year(library, candidates),
        *_beyond_the_menu(problem),
        *_unpaid(problem),
        *_capacity(library),
        *_courses(library),
    )


def _left_out(world: World, candidates: Sequence[Candidate]) -> Iterator[Remark]:
    """Schools whose number of pupils nobody knows: what they cost cannot be worked out."""
    there = {school.code for school in candidates}
    if without := [f"{school.code} {school.name}" for school in world.schools if school.code not in there]:
        text = n(
            "{count} school heeft geen leerlingen in het register en doet niet mee: {names}. "
            "Doet die school wel mee, vul dan het aantal leerlingen in.",
            "{count} scholen hebben geen leerlingen in het register en doen niet mee: {names}. "
            "Doen ze wel mee, vul dan het aantal leerlingen in.",
            len(without),
            names=_some(without),
        )
        yield Remark(text, "[[pupils]]")


def _undetermined(library: Library, world: World, candidates: Sequence[Candidate]) -> Iterator[Remark]:
    terms = world.terms
    count = 0 if terms is None else sum(school.code in terms.undetermined for school in candidates)
    if library.scheme is None or not count:
        return
    text = (
        n(
            "Van {count} school staat niet vast of de regeling betaalt; dit plan rekent erop van wel.",
            "Van {count} scholen staat niet vast of de regeling betaalt; dit plan rekent erop van wel.",
            count,
        )
        if library.scheme.undetermined
        else n(
            "Van {count} school staat niet vast of de regeling betaalt; dit plan rekent er niet op.",
            "Van {count} scholen staat niet vast of de regeling betaalt; dit plan rekent er niet op.",
            count,
        )
    )
    yield Remark(text, "scheme.undetermined")


def _scheme(
    library: Library, world: World, candidates: Sequence[Candidate], problem: Problem
) -> Iterator[Remark]:
    terms = world.terms
    if terms is None:
        return
    if terms.school_years and library.school_year not in terms.school_years:
        yield _of_other_years(library, terms)
    eligible = sum(school.code in terms.eligible for school in candidates)
    if terms.places is not None and eligible > terms.places:
        text = n(
            "De regeling heeft plaats voor {count} school; er komen er {eligible} in aanmerking.",
            "De regeling heeft plaats voor {count} scholen; er komen er {eligible} in aanmerking.",
            terms.places,
            eligible=eligible,
        )
        yield Remark(text)
    of_scheme = [problem.fund[line.id] for line in library.funds if line.kind == "scheme"]
    if any(fund.max_cents_per_school is None for fund in of_scheme):
        yield Remark(
            t("Wat de regeling per school betaalt, is niet ingevuld; het plan begrenst het niet."),
            "amounts.per_school",
        )
    if terms.assumed:
        yield Remark(t("Niet bekend, en daarom aangenomen: {assumed}.", assumed="; ".join(terms.assumed)))
    yield from map(Remark, terms.watch)


def _of_other_years(library: Library, terms: SchemeTerms) -> Remark:
    years = [school_year(year) for year in terms.school_years]
    text = t(
        "{scheme} geeft geld voor {years}; dit plan is voor {year}. Geen school krijgt er geld uit.",
        scheme=terms.label,
        years=t(" en ").join(filter(None, (", ".join(years[:-1]), years[-1]))),
        year=school_year(library.school_year),
    )
    return Remark(text, "library.school_year")


def _scores(candidates: Sequence[Candidate]) -> Iterator[Remark]:
    if unknown := [school.code for school in candidates if school.score is None]:
        text = n(
            "{count} school heeft geen score in deze editie en telt als 0: {codes}.",
            "{count} scholen hebben geen score in deze editie en tellen als 0: {codes}.",
            len(unknown),
            codes=_some(unknown),
        )
        yield Remark(text)


def _last_year(library: Library, candidates: Sequence[Candidate]) -> Iterator[Remark]:
    if library.last_year is None:
        text = t("Er zijn geen uren van vorig jaar; elke school begint op 0 uur.")
        yield Remark(text, "[last_year]")
        return
    codes = {school.code for school in candidates}
    if elsewhere := sorted(set(library.last_year) - codes):
        text = n(
            "{count} school met uren van vorig jaar is hier geen school meer: {codes}.",
            "{count} scholen met uren van vorig jaar zijn hier geen school meer: {codes}.",
            len(elsewhere),
            codes=_some(elsewhere),
        )
        yield Remark(text)
    without = [s.code for s in candidates if s.collaborating and s.code not in library.last_year]
    if without:
        text = n(
            "{count} school met een samenwerking heeft geen uren van vorig jaar en telt als 0: {codes}.",
            "{count} scholen met een samenwerking hebben geen uren van vorig jaar en tellen als 0: {codes}.",
            len(without),
            codes=_some(without),
        )
        yield Remark(text)


def _beyond_the_menu(problem: Problem) -> Iterator[Remark]:
    for requirement in problem.requirements:
        if isinstance(requirement, Keep):
            for code in requirement.schools:
                most = max(option.quarters for option in problem.options(code))
                last_year = problem.school[code].last_year_quarters
                if 100 * most < requirement.percent * last_year:
                    text = t(
                        "Eis {id} kan niet: {code} had {last_year} uur, en de grootste keuze is {most} uur.",
                        id=requirement.id,
                        code=code,
                        last_year=hours(last_year),
                        most=hours(most),
                    )
                    yield Remark(text)


def _unpaid(problem: Problem) -> Iterator[Remark]:
    """Schools where some bouwsteen of every option with hours has nobody who may pay it."""
    payers = {
        code: {b for fund in problem.funds if code in set(fund.schools) for b in fund.bouwstenen}
        for code in problem.school
    }
    stuck = [
        school.code
        for school in problem.schools
        if not any(
            option.quarters and set(problem.cost(school.code, option)) <= payers[school.code]
            for option in problem.options(school.code)
        )
    ]
    if stuck:
        text = n(
            "{count} school kan geen uren krijgen: een bouwsteen heeft daar geen betaler: {codes}.",
            "{count} scholen kunnen geen uren krijgen: een bouwsteen heeft daar geen betaler: {codes}.",
            len(stuck),
            codes=_some(stuck),
        )
        yield Remark(text)


def _capacity(library: Library) -> Iterator[Remark]:
    if library.leesconsulenten.capacity_quarters is None:
        text = t("Er is geen grens aan de uren van leesconsulenten; alleen het geld telt.")
        yield Remark(text, "leesconsulent.hours_per_week")


def _courses(library: Library) -> Iterator[Remark]:
    """What the courses that count take from schools, so that it can be laid beside a plan without them."""
    counting = [line for line in library.courses if line.counts]
    if not counting:
        return
    cents = sum(line.people * line.cents for line in counting)
    yield Remark(
        t(
            "De cursussen kosten {hours} uur per week en {money}; die uren krijgen scholen dit jaar niet.",
            hours=hours(quarters_for_courses(library)),
            money=money(cents),
        ),
        "course",
    )


def _some(codes: Sequence[str], most: int = 5) -> str:
    """The first few codes, and how many more there are."""
    shown = ", ".join(codes[:most])
    return shown if len(codes) <= most else t("{shown} en nog {count}", shown=shown, count=len(codes) - most)
