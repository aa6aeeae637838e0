"""The first page of who works with a library: a gemeente, a school, a POI."""

from collections.abc import Iterator
from dataclasses import dataclass

from doorlezen.accounts.actor import Actor
from doorlezen.accounts.domain.visible import own_school
from doorlezen.accounts.models import Organisation
from doorlezen.accounts.permissions import ask
from doorlezen.accounts.roles import OrganisationKind
from doorlezen.documents.sheets import SheetColumn
from doorlezen.language import date, n, school_year, school_year_of, t
from doorlezen.planning.proposals.models import Proposal
from doorlezen.planning.proposals.naming import key_of, plan_name
from doorlezen.planning.proposals.queries import leading, proposals_for
from doorlezen.planning.stated.models import StatedStatus
from doorlezen.planning.stated.stated_queries import stated_for
from doorlezen.register.domain.near_drempel import near_drempel
from doorlezen.reports import sentences
from doorlezen.web.addresses import address
from doorlezen.web.day import today
from doorlezen.web.pages.first_page import AnswerCard, FirstPage, counted_schools, ending, schools_card
from doorlezen.web.pages.gemeenten.plans import LeadingPlan, leading_plan
from doorlezen.web.pages.schools.school_year_page import weeks_told
from doorlezen.web.pieces import Cell, table_of


def of_partner(actor: Actor) -> FirstPage | None:
    """What somebody of a gemeente, a school or a POI meets first; None: of none of these."""
    if not ask("plans.see", actor):
        return None
    match actor.kind:
        case OrganisationKind.GEMEENTE:
            cards = [*_plan_here(actor), *_asked(actor), schools_card(actor)]
            title = t("{who}: plan, wensen en scholen", who=actor.organisation)
            return FirstPage(title, date(today()), cards, list(ending(actor)))
        case OrganisationKind.SCHOOL:
            cards = [*_own_hours(actor), _own_score(actor), *_own_days(actor)]
            return FirstPage(str(actor.organisation), date(today()), cards)
        case OrganisationKind.POI:
            return _libraries(actor)
        case _:
            return None


def _plan_here(actor: Actor) -> Iterator[AnswerCard]:
    found = leading_plan(actor)
    question = t("Wat doet het plan in je gemeente?")
    if found is None or not found.story.gemeenten:
        nothing = t("Er is nog geen plan met je gedeeld.")
        yield AnswerCard(question, nothing, t("Naar de plannen"), address(actor, "plans:list"))
        return
    where = address(actor, "plans:plan", pk=key_of(actor, found.proposal))
    yield AnswerCard(
        question, sentences.headline(found.story), t("Bekijk het plan"), where, note=_which(found)
    )
    yield AnswerCard(
        t("Houdt het plan zich aan wat je eist?"),
        sentences.demands(found.story),
        t("Bekijk de eisen met hun prijs"),
        f"{where}#eisen",
    )


def _which(found: LeadingPlan) -> str:
    plan = found.proposal
    return t(
        "{plan} van {library}, {state}",
        plan=plan_name(plan),
        library=plan.organisation,
        state=plan.get_state_display(),
    )


def _asked(actor: Actor) -> Iterator[AnswerCard]:
    """What the gemeente asked, and how much of it is answered."""
    asked = stated_for(actor)
    waiting = sum(one.status == StatedStatus.PROPOSED for one in asked)
    if not asked:
        said = t("Je vroeg de bibliotheek nog niets.")
    elif waiting:
        said = n(
            "{count} vraag van je wacht op antwoord van de bibliotheek.",
            "{count} vragen van je wachten op antwoord van de bibliotheek.",
            waiting,
        )
    else:
        said = n("Je vraag is beantwoord.", "Je {count} vragen zijn beantwoord.", len(asked))
    yield AnswerCard(
        t("Wat vroeg je de bibliotheek?"), said, t("Naar wensen en eisen"), address(actor, "stated:list")
    )


def _own_hours(actor: Actor) -> Iterator[AnswerCard]:
    found = leading_plan(actor)
    question = t("Wat krijgt je school?")
    if found is None or not found.story.gemeenten:
        nothing = t("Er is nog geen plan met je gedeeld.")
        yield AnswerCard(question, nothing, t("Naar je school"), _own_page(actor))
        return
    where = address(actor, "plans:plan", pk=key_of(actor, found.proposal))
    yield AnswerCard(
        question,
        sentences.headline(found.story),
        t("Lees hoeveel uur en waarom"),
        where,
        note=_which(found),
    )


def _own_score(actor: Actor) -> AnswerCard:
    return AnswerCard(
        t("Heeft je school een achterstandsscore?"),
        counted_schools(actor),
        t("Bekijk de score door de jaren"),
        _own_page(actor),
    )


def _own_days(actor: Actor) -> Iterator[AnswerCard]:
    """How many weeks the school has, and where it says its study days."""
    if ask("days.see", actor) and own_school(actor):
        yield AnswerCard(
            t("Wanneer is er geen school?"),
            weeks_told(actor, own_school(actor)),
            t("Bekijk het jaar en zet je studiedagen erbij"),
            address(actor, "schools:year", code=own_school(actor)),
        )


def _own_page(actor: Actor) -> str:
    return address(actor, "schools:school", code=own_school(actor))


@dataclass(frozen=True)
class SupportedLibrary:
    """A library of a POI: the shared plan that counts (None: it shares none), and how many of its schools may
    change sides of the drempel."""

    library: Organisation
    plan: Proposal | None
    near: int

    def missing(self, year: str) -> str:
        """What is still to come for this school year."""
        if self.plan is None:
            return t("een gedeeld plan")
        if self.plan.school_year < year:
            return t("een plan voor {year}", year=school_year(year))
        return "" if self.plan.holds else t("vaststelling")


def _libraries(actor: Actor) -> FirstPage:
    """The libraries of a POI side by side: what each adopted or shared, what is missing, what may change."""
    year = school_year_of(today())
    rows = _supported(actor)
    rows.sort(key=lambda row: (not row.missing(year), row.library.name, row.library.pk))

    def plan_of(row: SupportedLibrary) -> Cell | str:
        if row.plan is None:
            return t("Nog geen gedeeld plan")
        where = address(actor, "plans:plan", pk=key_of(actor, row.plan))
        return Cell(plan_name(row.plan), where, note=str(row.plan.get_state_display()))

    columns: list[SheetColumn[SupportedLibrary]] = [
        SheetColumn(t("Bibliotheek"), lambda row: row.library.name),
        SheetColumn(t("Plan"), plan_of),
        SheetColumn(t("Stand"), lambda row: _stands(row.missing(year)), key="missing"),
        SheetColumn(t("Kan omslaan"), lambda row: row.near, "whole", unit=t("scholen bij de drempel")),
    ]
    table = table_of(t("Je bibliotheken"), columns, rows, first="missing") if rows else None
    missing = sum(bool(row.missing(year)) for row in rows)
    title = what_is_missing(missing, len(rows), year)
    return FirstPage(title, date(today()), table=table)


def _stands(missing: str) -> str:
    return t("mist nog {what}", what=missing) if missing else t("alles is er")


def _supported(actor: Actor) -> list[SupportedLibrary]:
    libraries = actor.organisation.supports.filter(kind=OrganisationKind.LIBRARY)
    shared, near = proposals_for(actor), near_drempel()
    return [
        SupportedLibrary(
            library,
            leading(plan for plan in shared if plan.organisation_id == library.pk),
            sum(near.get(gemeente.code, 0) for gemeente in library.gemeenten.all()),
        )
        for library in libraries.defer("logo").prefetch_related("gemeenten").order_by("name", "id")
    ]


def what_is_missing(missing: int, libraries: int, year: str) -> str:
    """Of how many of so many libraries something is still to come for a school year, in words."""
    if not libraries:
        return t("Je helpt nog geen bibliotheek")
    if not missing:
        return n(
            "Je bibliotheek heeft haar plan voor {year} vastgesteld en gedeeld",
            "Je {count} bibliotheken hebben hun plan voor {year} vastgesteld en gedeeld",
            libraries,
            year=school_year(year),
        )
    return n(
        "Van je bibliotheek mist nog iets voor {year}",
        "Van {missing} van je {count} bibliotheken mist nog iets voor {year}",
        libraries,
        missing=missing,
        year=school_year(year),
    )
