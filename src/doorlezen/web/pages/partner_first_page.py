"""The first page of who works with a library: a gemeente, a school, a POI."""

from collections.abc import Iterator

from doorlezen.accounts.actor import Actor
from doorlezen.accounts.domain.visible import own_school
from doorlezen.accounts.models import Organisation
from doorlezen.accounts.permissions import ask
from doorlezen.accounts.roles import OrganisationKind
from doorlezen.documents.sheets import SheetColumn
from doorlezen.language import date, n, school_year, t, whole
from doorlezen.planning.proposals.models import Proposal
from doorlezen.planning.proposals.naming import key_of, plan_name
from doorlezen.planning.proposals.queries import leading, proposals_for
from doorlezen.planning.stated.models import StatedStatus
from doorlezen.planning.stated.stated_queries import stated_for
from doorlezen.reports import sentences
from doorlezen.web.addresses import address
from doorlezen.web.day import today
from doorlezen.web.pages.first_page import AnswerCard, FirstPage, schools_card
from doorlezen.web.pages.gemeenten.plans import LeadingPlan, leading_plan
from doorlezen.web.pieces import Cell, table_of


def of_partner(actor: Actor) -> FirstPage | None:
    """What somebody of a gemeente, a school or a POI meets first; None: of none of these."""
    if not ask("plans.see", actor):
        return None
    match actor.kind:
        case OrganisationKind.GEMEENTE:
            cards = [*_plan_here(actor), *_asked(actor), schools_card(actor)]
            return FirstPage(
                t("{who}: plan, wensen en scholen", who=actor.organisation), date(today()), cards
            )
        case OrganisationKind.SCHOOL:
            return FirstPage(str(actor.organisation), date(today()), list(_own_hours(actor)))
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


def _own_page(actor: Actor) -> str:
    return address(actor, "schools:school", code=own_school(actor))


def _libraries(actor: Actor) -> FirstPage:
    """The libraries of a POI side by side: what each has adopted or shared, and who has nothing yet."""
    libraries = list(actor.organisation.supports.filter(kind=OrganisationKind.LIBRARY).order_by("name", "id"))
    shared = proposals_for(actor)
    plans = {
        library.pk: leading(plan for plan in shared if plan.organisation_id == library.pk)
        for library in libraries
    }
    missing = sum(plan is None for plan in plans.values())

    def plan_of(library: Organisation) -> Cell | str:
        plan: Proposal | None = plans[library.pk]
        if plan is None:
            return t("Nog geen gedeeld plan")
        return Cell(plan_name(plan), address(actor, "plans:plan", pk=key_of(actor, plan)))

    def state_of(library: Organisation) -> str:
        plan = plans[library.pk]
        return "" if plan is None else str(plan.get_state_display())

    def year_of(library: Organisation) -> str:
        plan = plans[library.pk]
        return "" if plan is None else school_year(plan.school_year)

    columns: list[SheetColumn[Organisation]] = [
        SheetColumn(t("Bibliotheek"), lambda library: library.name),
        SheetColumn(t("Plan"), plan_of),
        SheetColumn(t("Schooljaar"), year_of),
        SheetColumn(t("Stand"), state_of, key="state"),
    ]
    title = without_a_plan(missing, len(libraries))
    table = table_of(t("Je bibliotheken"), columns, libraries, first="state") if libraries else None
    return FirstPage(title, date(today()), table=table)


def without_a_plan(missing: int, libraries: int) -> str:
    """How many of so many libraries have no plan that is shared, in words."""
    if not libraries:
        return t("Je helpt nog geen bibliotheek")
    if libraries == 1:
        told = t("Je bibliotheek heeft een gedeeld plan"), t("Je bibliotheek heeft nog geen gedeeld plan")
        return told[missing]
    if not missing:
        return t("Al je {count} bibliotheken hebben een gedeeld plan", count=whole(libraries))
    return n(
        "{missing} van je {all} bibliotheken heeft nog geen gedeeld plan",
        "{missing} van je {all} bibliotheken hebben nog geen gedeeld plan",
        missing,
        missing=whole(missing),
        all=whole(libraries),
    )
