"""What the first page of an organisation says: the four questions answered, and what waits for the reader."""

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from django.http import QueryDict
from django.utils import timezone

from doorlezen.accounts.actor import Actor
from doorlezen.accounts.domain.partners import came
from doorlezen.accounts.domain.visible import Visible
from doorlezen.accounts.permissions import ask
from doorlezen.accounts.roles import OrganisationKind
from doorlezen.language import date, decimal, hours, money, n, t, whole
from doorlezen.planning.library.library_file import examine
from doorlezen.planning.proposals.models import PlanState
from doorlezen.planning.proposals.naming import key_of, plan_name
from doorlezen.planning.proposals.queries import leading, proposals_for
from doorlezen.planning.scenarios.content import NAME
from doorlezen.planning.scenarios.models import Scenario
from doorlezen.planning.scenarios.queries import opened, scenarios_of
from doorlezen.planning.stated.models import StatedStatus
from doorlezen.planning.stated.stated_queries import stated_for, unanswered
from doorlezen.register.domain.queries import newest
from doorlezen.register.models import Kind
from doorlezen.relations.domain.queries import consultants_of
from doorlezen.reports import director_questions as questions
from doorlezen.reports.story import Story
from doorlezen.web.addresses import address
from doorlezen.web.day import today
from doorlezen.web.pages.gemeenten.plans import LeadingPlan, leading_plan
from doorlezen.web.pages.schools.choice import read_choice
from doorlezen.web.pages.schools.headlines import sentence
from doorlezen.web.pages.schools.selection import Selection
from doorlezen.web.pieces import Table

SOON = datetime.timedelta(days=60)
"""What ends within this time waits for who could ask it anew."""
LOOKED_AT = 3
"""So many scenarios, those last changed, are looked at for what is still to be done; so many questions stand
on the first page."""


@dataclass(frozen=True)
class Bar:
    """A figure drawn as a bar: ``length`` in hundredths of the longest."""

    told: str
    length: int


@dataclass(frozen=True)
class AnswerCard:
    """A question with its answer in a sentence, and the one page where the reader goes on.

    ``figure``: what is set large above the sentence; may be empty.
    """

    question: str
    sentence: str
    link: str
    address: str
    figure: str = ""
    note: str = ""
    bars: tuple[Bar, ...] = ()


@dataclass(frozen=True)
class Waiting:
    """Something that waits for the reader: ``what``, and the page where it is done."""

    what: str
    link: str
    address: str


@dataclass(frozen=True)
class FirstPage:
    """``title``: the thought of the page; ``over``: which plan and day it is about. ``waiting``: None where
    nothing can wait for this reader."""

    title: str
    over: str
    cards: list[AnswerCard] = field(default_factory=list)
    waiting: list[Waiting] | None = None
    table: Table | None = None


def of_library(actor: Actor) -> FirstPage | None:
    """The first page of who plans for a library, or sees the plan; None: there is nothing to tell yet."""
    if actor.kind is not OrganisationKind.LIBRARY or not ask("plans.see", actor):
        return None
    scenarios = scenarios_of(actor) if ask("scenarios.see", actor) else []
    waiting = list(_waiting(actor, scenarios))
    found = leading_plan(actor)
    if found is None or not found.story.gemeenten:
        title = t("Er is nog geen plan voorgesteld of vastgesteld")
        return FirstPage(title, _over(None), list(_schools(actor)), waiting)
    count = sum(len(row.schools) for row in found.story.gemeenten)
    title = n(
        "Vier vragen, beantwoord voor je school",
        "Vier vragen, beantwoord voor je {count} scholen",
        count,
    )
    return FirstPage(title, _over(found), list(_cards(actor, found, scenarios)), waiting)


def _schools(actor: Actor) -> Iterator[AnswerCard]:
    """Before there is a plan: who qualifies."""
    if ask("schools.see", actor):
        yield schools_card(actor)


def schools_card(actor: Actor, *, note: str = "") -> AnswerCard:
    """The schools that somebody sees: how many have a score, and how many qualify."""
    return AnswerCard(
        t("Welke scholen hebben een score, en welke komen in aanmerking?"),
        counted_schools(actor),
        t("Bekijk de scholen"),
        address(actor, "schools:list"),
        note=note,
    )


def counted_schools(actor: Actor) -> str:
    """The schools that somebody sees, counted in a sentence."""
    visible = Visible(actor)
    chosen = read_choice(QueryDict(), gemeenten=set(), own_list=visible.owner is not None, on=today())
    return sentence(Selection(visible, chosen, today()))


def _over(found: LeadingPlan | None) -> str:
    day = date(today())
    if found is None:
        return day
    plan = found.proposal
    return t("{day} · {plan} · {state}", day=day, plan=plan_name(plan), state=plan.get_state_display())


def _cards(actor: Actor, found: LeadingPlan, scenarios: Sequence[Scenario]) -> Iterator[AnswerCard]:
    story, pk = found.story, key_of(actor, found.proposal)
    plan = address(actor, "plans:plan", pk=pk)
    scored, others = questions.means(story)
    yield AnswerCard(
        t("1 · Wat is er anders aan scholen met een achterstandsscore?"),
        t(
            "Ze krijgen bij jou {scored} uur per week, andere scholen {other}.",
            scored=decimal(scored, 1),
            other=decimal(others, 1),
        ),
        *(
            _approach(actor, scenarios)
            or (t("Bekijk de scholen in dit plan"), address(actor, "plans:schools", pk=pk))
        ),
        note=questions.per_100(story),
        bars=_bars(scored, others),
    )
    yield AnswerCard(
        t("2 · Wat doet de leesconsulent, en waar?"),
        _people(story),
        *(
            (t("Bekijk wie welke scholen heeft"), address(actor, "schools:consultants"))
            if ask("consultants.see", actor)
            else (t("Bekijk wie er meer en minder krijgt"), address(actor, "plans:schools", pk=pk))
        ),
        note=" ".join(filter(None, [_faces(actor, found), questions.changes(story)])),
    )
    if ask("plans.see_money", actor):
        yield _money(story, plan)
    yield AnswerCard(
        t("4 · Hoe ga je om met wensen en eisen van gemeenten?"),
        questions.wishes(story) if ask("plans.see_prices", actor) else _plain_wishes(story),
        t("Bekijk de eisen met hun prijs"),
        f"{plan}#eisen",
    )


def _approach(actor: Actor, scenarios: Sequence[Scenario]) -> tuple[str, str] | None:
    """Where both approaches lie side by side: in the scenario that was changed last; None: there is none."""
    if not scenarios:
        return None
    there = address(actor, "scenarios:approach", pk=scenarios[0].pk)
    return t("Leg de aanpak met en zonder score naast elkaar"), there


def _bars(scored: Decimal, others: Decimal) -> tuple[Bar, ...]:
    most = max(scored, others)
    if not most:
        return ()
    return (
        Bar(t("{hours} uur, met score", hours=decimal(scored, 1)), int(scored * 100 / most)),
        Bar(t("{hours} uur, andere scholen", hours=decimal(others, 1)), int(others * 100 / most)),
    )


def _people(story: Story) -> str:
    return t(
        "{hours} uur per week, op {reached} van je {count} scholen.",
        hours=hours(story.sums.quarters),
        reached=whole(story.sums.reached),
        count=whole(sum(len(row.schools) for row in story.gemeenten)),
    )


def _faces(actor: Actor, found: LeadingPlan) -> str:
    """How many schools have a leesconsulent of their own."""
    if not ask("consultants.see", actor):
        return ""
    given = consultants_of(actor, found.story.school_year)
    people = {one.person_id for one in given.values()}
    reached = [row.code for part in found.story.gemeenten for row in part.schools if row.quarters]
    faces = sum(code in given for code in reached)
    if not faces:
        return t("Nog geen school heeft een vaste leesconsulent.")
    return n(
        "{people} leesconsulent, met een vast gezicht op {faces} van die {reached} scholen.",
        "{people} leesconsulenten, met een vast gezicht op {faces} van die {reached} scholen.",
        len(people),
        people=whole(len(people)),
        faces=whole(faces),
        reached=whole(len(reached)),
    )


def _money(story: Story, plan: str) -> AnswerCard:
    question = t("3 · Welke kansen geeft het extra geld?")
    scheme = next((fund for fund in story.funds if fund.kind == "scheme"), None)
    link = t("Bekijk wie wat betaalt")
    if scheme is None or scheme.left is None:
        return AnswerCard(question, questions.chances(story), link, f"{plan}#geld")
    if not scheme.left:
        return AnswerCard(question, t("Al het geld van de regeling is besteed."), link, f"{plan}#geld")
    used_up = story.sums.quarters == story.capacity_quarters
    why = t("van de regeling blijft liggen: niet het geld, de uren zijn op.") if used_up else ""
    return AnswerCard(
        question,
        why or t("van de regeling blijft liggen."),
        link,
        f"{plan}#geld",
        figure=money(scheme.left),
        note=questions.paid_by_scheme(story),
    )


def _plain_wishes(story: Story) -> str:
    return n("Er is {count} eis.", "Er zijn {count} eisen.", len(story.demands))


def _waiting(actor: Actor, scenarios: Sequence[Scenario]) -> Iterator[Waiting]:
    yield from _own_list(actor)
    if ask("stated.answer", actor):
        yield from _asked(actor)
        yield from ending(actor)
    yield from _plans(actor)
    if ask("partners.see", actor):
        yield from _partners(actor)
    if ask("scenarios.make", actor):
        yield from _scenarios(actor, scenarios)


def _own_list(actor: Actor) -> Iterator[Waiting]:
    """Without a list of collaborations nobody can be eligible."""
    library = actor.organisation.slug
    if ask("collaborations.load", actor) and newest(Kind.COLLABORATIONS, owner=library) is None:
        yield Waiting(
            t("Je lijst met samenwerkingen is er nog niet. Zonder die lijst komt geen school in aanmerking."),
            t("Laad de lijst"),
            address(actor, "register:load-list"),
        )


def _asked(actor: Actor) -> Iterator[Waiting]:
    """What gemeenten asked and nobody answered, the oldest first."""
    for one in unanswered(actor)[:LOOKED_AT]:
        yield Waiting(
            t("Gemeente {gemeente} vraagt: “{text}”.", gemeente=one.gemeente.name, text=one.text),
            t("Antwoord"),
            address(actor, "stated:stated", pk=one.pk),
        )


def ending(actor: Actor) -> Iterator[Waiting]:
    """Wishes and demands that are over soon, the first to end first."""
    last = today() + SOON
    over = {StatedStatus.WITHDRAWN, StatedStatus.DECLINED}
    soon = [
        (one.until, one)
        for one in stated_for(actor)
        if one.until is not None and today() <= one.until <= last and one.status not in over
    ]
    for until, one in sorted(soon, key=lambda found: (found[0], found[1].pk))[:LOOKED_AT]:
        yield Waiting(
            t("“{text}” geldt tot en met {day}.", text=one.text, day=date(until)),
            t("Bekijk het"),
            address(actor, "stated:stated", pk=one.pk),
        )


def _partners(actor: Actor) -> Iterator[Waiting]:
    """Whom the library invited: who came lately, and of whom nobody came yet."""
    found, where = came(actor, at=timezone.now()), address(actor, "partners:every")
    if found.lately:
        said = n(
            "{name} doet nu mee.",
            "{name} en nog {others} doen nu mee.",
            len(found.lately),
            name=found.lately[0],
            others=len(found.lately) - 1,
        )
        yield Waiting(said, t("Bekijk wie meedoet"), where)
    if found.nobody:
        said = n(
            "{name} is uitgenodigd en kwam nog niet.",
            "{name} en nog {others} zijn uitgenodigd en kwamen nog niet.",
            len(found.nobody),
            name=found.nobody[0],
            others=len(found.nobody) - 1,
        )
        yield Waiting(said, t("Stuur opnieuw"), where)


def _plans(actor: Actor) -> Iterator[Waiting]:
    """What is proposed, for who adopts; where nothing counts yet, the drafts, for who proposes."""
    found = proposals_for(actor)
    proposed = [plan for plan in found if plan.state == PlanState.PROPOSED]
    if ask("plans.adopt", actor):
        for plan in proposed[:LOOKED_AT]:
            yield Waiting(
                t("{plan} is voorgesteld. Jij kunt het vaststellen.", plan=plan_name(plan)),
                t("Bekijk het"),
                address(actor, "plans:plan", pk=key_of(actor, plan)),
            )
    drafts = sum(plan.state == PlanState.DRAFT and plan.has_plan for plan in found)
    if drafts and not proposed and leading(found) is None and ask("plans.propose", actor):
        yield Waiting(
            n(
                "Er ligt {count} concept van een plan. Er is er nog geen voorgesteld.",
                "Er liggen {count} concepten van een plan. Er is er nog geen voorgesteld.",
                drafts,
            ),
            t("Kies een plan"),
            address(actor, "plans:list"),
        )


def _scenarios(actor: Actor, found: Sequence[Scenario]) -> Iterator[Waiting]:
    """Scenarios in which something is still to be done; where there is none, that one can be begun."""
    if not found:
        yield Waiting(
            t("Er is nog geen scenario. Je scholen en de regeling staan er straks al in."),
            t("Begin een scenario"),
            address(actor, "scenarios:new"),
        )
    for scenario in found[:LOOKED_AT]:
        todo = len(examine(opened(actor, scenario.pk).tree, name=NAME).refused)
        if todo:
            yield Waiting(
                n(
                    "{title}: nog {count} ding te doen voor je kunt rekenen.",
                    "{title}: nog {count} dingen te doen voor je kunt rekenen.",
                    todo,
                    title=scenario.title,
                ),
                t("Vul aan"),
                address(actor, "scenarios:scenario", pk=scenario.pk),
            )
