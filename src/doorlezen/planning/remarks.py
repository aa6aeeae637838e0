"""Sentences about a built problem that deserve a look before anybody relies on the plan."""

from collections.abc import Iterator, Sequence

from doorlezen.engine.allocation.problem import Problem
from doorlezen.engine.allocation.requirements.keep import Keep
from doorlezen.language import hours, n, school_year, t
from doorlezen.planning.library import Candidate, Library
from doorlezen.planning.terms import World


def remarks_on(
    library: Library, world: World, candidates: Sequence[Candidate], problem: Problem
) -> tuple[str, ...]:
    """What to look at, a sentence each, in a fixed order."""
    return (
        *_left_out(world, candidates),
        *_undetermined(library, world),
        *_scheme(library, world, problem),
        *_scores(candidates),
        *filter(None, [world.old_scores]),
        *_last_year(library, candidates),
        *_beyond_the_menu(problem),
        *_unpaid(problem),
        *_capacity(library),
    )


def _left_out(world: World, candidates: Sequence[Candidate]) -> Iterator[str]:
    """Schools whose number of pupils nobody knows: what they cost cannot be worked out."""
    there = {school.code for school in candidates}
    if without := [f"{school.code} {school.name}" for school in world.schools if school.code not in there]:
        yield n(
            "{count} school heeft geen leerlingen in het register en doet niet mee: {names}. "
            "Doet zij wel mee, vul dan [[pupils]] in.",
            "{count} scholen hebben geen leerlingen in het register en doen niet mee: {names}. "
            "Doen zij wel mee, vul dan [[pupils]] in.",
            len(without),
            names=_some(without),
        )


def _undetermined(library: Library, world: World) -> Iterator[str]:
    if world.terms is None or library.scheme is None or not world.terms.undetermined:
        return
    count = len(world.terms.undetermined)
    if library.scheme.undetermined:
        yield n(
            "{count} school is onbepaald en doet mee bij de regeling (undetermined = include).",
            "{count} scholen zijn onbepaald en doen mee bij de regeling (undetermined = include).",
            count,
        )
    else:
        yield n(
            "{count} school is onbepaald; de regeling betaalt haar niet.",
            "{count} scholen zijn onbepaald; de regeling betaalt ze niet.",
            count,
        )


def _scheme(library: Library, world: World, problem: Problem) -> Iterator[str]:
    terms = world.terms
    if terms is None:
        return
    if terms.school_years and library.school_year not in terms.school_years:
        years = [school_year(year) for year in terms.school_years]
        yield t(
            "{scheme} geeft geld voor {years}; dit plan is voor {year}.",
            scheme=terms.label,
            years=t(" en ").join(filter(None, (", ".join(years[:-1]), years[-1]))),
            year=school_year(library.school_year),
        )
    if terms.places is not None and len(terms.eligible) > terms.places:
        yield n(
            "De regeling heeft plaats voor {count} school; er komen er {eligible} in aanmerking.",
            "De regeling heeft plaats voor {count} scholen; er komen er {eligible} in aanmerking.",
            terms.places,
            eligible=len(terms.eligible),
        )
    of_scheme = [problem.fund[line.id] for line in library.funds if line.kind == "scheme"]
    if any(fund.max_cents_per_school is None for fund in of_scheme):
        yield t(
            "Wat de regeling per school betaalt, is niet ingevuld (amounts.per_school); "
            "het plan begrenst het niet."
        )
    if terms.assumed:
        yield t("Niet openbaar, en daarom aangenomen: {assumed}.", assumed="; ".join(terms.assumed))


def _scores(candidates: Sequence[Candidate]) -> Iterator[str]:
    if unknown := [school.code for school in candidates if school.score is None]:
        yield n(
            "{count} school heeft geen score in deze editie en telt als 0: {codes}.",
            "{count} scholen hebben geen score in deze editie en tellen als 0: {codes}.",
            len(unknown),
            codes=_some(unknown),
        )


def _last_year(library: Library, candidates: Sequence[Candidate]) -> Iterator[str]:
    if library.last_year is None:
        yield t("Er zijn geen uren van vorig jaar ([last_year]); elke school begint op 0 uur.")
        return
    codes = {school.code for school in candidates}
    if elsewhere := sorted(set(library.last_year) - codes):
        yield n(
            "{count} school met uren van vorig jaar is hier geen school meer: {codes}.",
            "{count} scholen met uren van vorig jaar zijn hier geen school meer: {codes}.",
            len(elsewhere),
            codes=_some(elsewhere),
        )
    without = [s.code for s in candidates if s.collaborating and s.code not in library.last_year]
    if without:
        yield n(
            "{count} school met een samenwerking heeft geen uren van vorig jaar en telt als 0: {codes}.",
            "{count} scholen met een samenwerking hebben geen uren van vorig jaar en tellen als 0: {codes}.",
            len(without),
            codes=_some(without),
        )


def _beyond_the_menu(problem: Problem) -> Iterator[str]:
    for requirement in problem.requirements:
        if isinstance(requirement, Keep):
            for code in requirement.schools:
                most = max(option.quarters for option in problem.options(code))
                last_year = problem.school[code].last_year_quarters
                if 100 * most < requirement.percent * last_year:
                    yield t(
                        "Eis {id} kan niet: {code} had {last_year} uur, haar grootste keuze is {most} uur.",
                        id=requirement.id,
                        code=code,
                        last_year=hours(last_year),
                        most=hours(most),
                    )


def _unpaid(problem: Problem) -> Iterator[str]:
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
        yield n(
            "{count} school kan geen uren krijgen: een bouwsteen heeft daar geen betaler: {codes}.",
            "{count} scholen kunnen geen uren krijgen: een bouwsteen heeft daar geen betaler: {codes}.",
            len(stuck),
            codes=_some(stuck),
        )


def _capacity(library: Library) -> Iterator[str]:
    if library.leesconsulenten.capacity_quarters is None:
        yield t("Er is geen grens aan de uren van leesconsulenten; alleen het geld telt.")


def _some(codes: Sequence[str], most: int = 5) -> str:
    """The first few codes, and how many more there are."""
    shown = ", ".join(codes[:most])
    return shown if len(codes) <= most else t("{shown} en nog {count}", shown=shown, count=len(codes) - most)
