"""The approach with and without an achterstandsscore, side by side: for one school, and for all."""

from collections.abc import Mapping, Sequence
from typing import Any

from doorlezen.accounts.actor import Actor
from doorlezen.accounts.permissions import ask
from doorlezen.language import InputError, date, decimal, hours, money, percent, t, whole
from doorlezen.planning.approach import MayPay, SchoolApproach, at_school, profiles_written
from doorlezen.planning.known_differences import KnownDifference, known_differences
from doorlezen.planning.library.library_file import examine
from doorlezen.planning.library.library_model import WITH_SCORE, WITHOUT_SCORE, Library, Norm, Profile
from doorlezen.planning.library.norms import NORMS, field_name, norm_name, sure_name
from doorlezen.planning.library.selectors import Candidate
from doorlezen.planning.parameters import value_words
from doorlezen.planning.proposals.naming import plan_name
from doorlezen.planning.scenarios.content import NAME
from doorlezen.planning.scenarios.posing import NotReadyError, posed
from doorlezen.planning.scenarios.queries import Opened
from doorlezen.reports.by_profile import GroupFigures, by_profile
from doorlezen.reports.director_questions import difference
from doorlezen.web.addresses import address
from doorlezen.web.pages.gemeenten.plans import LeadingPlan, leading_plan
from doorlezen.web.pages.plans.plan_years import place
from doorlezen.web.pages.scenarios import to_do
from doorlezen.web.pages.scenarios.parts import Around
from doorlezen.web.pieces import Cell, Column, Table


def approach_page(actor: Actor, opened: Opened, *, school: str) -> dict[str, Any]:
    """Both profiles beside each other. ``school``: the code of the school to look at; another one is looked
    at where that is none of this scenario."""
    pk = opened.scenario.pk
    profiles = profiles_written(opened.tree, name=NAME)
    plan = leading_plan(actor)
    library, candidates, refused = _ready(opened)
    chosen = _chosen(candidates, school)
    return {
        "scenario": opened.scenario,
        "lead": _lead(plan, profiles),
        "norms": None if profiles is None else _norms(profiles),
        "fill_in": address(actor, "scenarios:part", pk=pk, part="aanpak"),
        "todo": to_do.sentences(Around(actor, opened.tree), pk, refused),
        "schools": [(one.code, f"{one.name} ({one.code})") for one in candidates],
        **(_one_school(library, chosen) if library and chosen else {}),
        **_all_schools(actor, plan),
        "known": [_told(one) for one in known_differences()],
    }


def _ready(opened: Opened) -> tuple[Library | None, Sequence[Candidate], list[InputError]]:
    """The library file with its schools by name, or everything that keeps it from being worked with."""
    try:
        candidates = posed(opened.tree).candidates
    except NotReadyError as wrong:
        return None, (), list(wrong.refused)
    ordered = sorted(candidates, key=lambda one: (one.name.casefold(), one.code))
    return examine(opened.tree, name=NAME).library, ordered, []


def _chosen(candidates: Sequence[Candidate], code: str) -> Candidate | None:
    """The school that was asked for, else the one with the most need."""
    found = next((one for one in candidates if one.code == code), None)
    return found or max(candidates, key=lambda one: (one.score or 0, one.pupils), default=None)


def _lead(plan: LeadingPlan | None, profiles: Mapping[str, Profile] | None) -> str:
    if plan is not None and plan.story.gemeenten:
        return difference(plan.story)
    if profiles is None:
        return t("Vul eerst in waaruit een school kan kiezen.")
    return t(
        "Een school met een achterstandsscore kiest uit hooguit {scored} uur per week, een andere school "
        "uit hooguit {other}.",
        scored=hours(_most(profiles[WITH_SCORE])),
        other=hours(_most(profiles[WITHOUT_SCORE])),
    )


def _most(profile: Profile) -> int:
    return max(of_size[-1] for of_size in profile.quarters)


def _norms(profiles: Mapping[str, Profile]) -> Table:
    """What the library says of both, value by value; what nobody filled in says so."""
    both = [profiles[WITH_SCORE], profiles[WITHOUT_SCORE]]
    rows: list[list[Cell | str]] = [
        [Cell(t("Uren om uit te kiezen"), note=t("per week")), *(_hours(one) for one in both)]
    ]
    for norm, fields in NORMS.items():
        found = [one.norms.get(norm) for one in both]
        if not any(found):
            rows.append([norm_name(norm), t("niet ingevuld"), t("niet ingevuld")])
            continue
        rows += [
            [Cell(_begun(field_name(field)), note=norm_name(norm)), *(_value(one, field) for one in found)]
            for field in fields
        ]
    columns = [Column(t("Wat")), Column(t("Met achterstandsscore"), first=True), Column(t("Zonder"))]
    return Table(t("Zo werk je, volgens dit scenario"), columns, rows)


def _hours(profile: Profile) -> str:
    """One row of hours, or a row for every size where they differ."""
    lists = list(dict.fromkeys(profile.quarters))
    return " | ".join(" · ".join(hours(quarters) for quarters in one) for one in lists)


def _value(norm: Norm | None, field: str) -> Cell | str:
    if norm is None or field not in norm.values:
        return t("niet ingevuld")
    ground = norm.ground
    parts = [sure_name(norm.sure), ground.source, date(ground.date) if ground.source else ""]
    return Cell(value_words(field, norm.values[field]), note=", ".join(part for part in parts if part))


def _begun(words: str) -> str:
    return words[:1].upper() + words[1:]


def _one_school(library: Library, school: Candidate) -> dict[str, Any]:
    """The same school with and without a score: what it chooses from, what that costs, who may pay."""
    sides = [at_school(library, school, profile) for profile in (WITH_SCORE, WITHOUT_SCORE)]
    scored, other = sides
    return {
        "school": school,
        "school_sentence": t(
            "{school} ({pupils} leerlingen) kan met een achterstandsscore hooguit {scored} uur per week "
            "krijgen voor {scored_cost} per jaar, zonder score hooguit {other} uur voor {other_cost}.",
            school=school.name,
            pupils=whole(school.pupils),
            scored=hours(scored.most.quarters),
            scored_cost=money(scored.most.cents),
            other=hours(other.most.quarters),
            other_cost=money(other.most.cents),
        ),
        "sides": [_side(one, library, school) for one in sides],
    }


def _side(side: SchoolApproach, library: Library, school: Candidate) -> dict[str, Any]:
    title = t("Met een achterstandsscore") if side.profile == WITH_SCORE else t("Zonder achterstandsscore")
    weeks = library.leesconsulenten.weeks
    rows: list[list[Cell | str]] = [
        [
            hours(one.quarters),
            hours(one.quarters * weeks),
            money(one.cents),
            money(round(one.cents / school.pupils)) if school.pupils else "–",
        ]
        for one in side.choices
    ]
    columns = [
        Column(t("uren"), t("per week"), align="right"),
        Column(t("uren"), t("per jaar"), align="right"),
        Column(t("kosten"), t("per jaar"), align="right", first=True),
        Column(t("kosten"), t("per leerling"), align="right"),
    ]
    now = t("zo is het nu") if side.real else t("als het zo was")
    caption = f"{title}: {now}"
    return {
        "table": Table(caption, columns, rows),
        "payers": [_payer(one) for one in side.may_pay],
    }


def _payer(one: MayPay) -> str:
    limits = [
        t("hooguit {amount} per school", amount=money(one.fund.per_school))
        if one.fund.per_school is not None
        else "",
        t("hooguit {amount} per leerling", amount=money(one.fund.per_pupil))
        if one.fund.per_pupil is not None
        else "",
        "" if one.sure else t("alleen als de school dan in aanmerking komt"),
    ]
    said = ", ".join(limit for limit in limits if limit)
    return f"{one.fund.name}: {said}" if said else one.fund.name


def _all_schools(actor: Actor, plan: LeadingPlan | None) -> dict[str, Any]:
    """What the plan that counts happens to give both groups."""
    if plan is None or not plan.story.gemeenten:
        return {}
    scored, others = by_profile(plan.story)
    total = plan.story.sums.quarters
    lines = [
        (t("Scholen"), "", [whole(one.schools) for one in (scored, others)]),
        (t("Daarvan met uren"), "", [whole(one.reached) for one in (scored, others)]),
        (t("Gemiddeld"), t("uur per week per school"), [decimal(one.mean, 1) for one in (scored, others)]),
        (t("Per 100 leerlingen"), t("uur per week"), [decimal(one.per_100, 1) for one in (scored, others)]),
        (t("Deel van alle uren"), "", [percent(one.quarters, total) for one in (scored, others)]),
    ]
    if ask("plans.see_money", actor):
        lines += _euros(scored, others)
    caption = t("Alle scholen: {plan}", plan=plan_name(plan.proposal, plan.story.school_year))
    columns = [
        Column(t("Wat")),
        Column(t("Met achterstandsscore"), align="right", first=True),
        Column(t("Andere scholen"), align="right"),
    ]
    rows: list[list[Cell | str]] = [[Cell(what, note=unit), *values] for what, unit, values in lines]
    return {
        "all_table": Table(caption, columns, rows),
        "plan_address": place(actor, plan.proposal, plan.story, "schools"),
    }


def _euros(scored: GroupFigures, others: GroupFigures) -> list[tuple[str, str, list[str]]]:
    return [
        (t("Kosten"), t("per schooljaar"), [money(one.cents) for one in (scored, others)]),
        (t("Kosten per leerling"), t("per jaar"), [money(one.cents_per_pupil) for one in (scored, others)]),
    ]


def _told(known: KnownDifference) -> tuple[str, str]:
    """What is known, and where it stands."""
    where = t(
        "Bron: {source}, {day}. Hoe zeker: {sure}.",
        source=known.source,
        day=str(known.date.year) if (known.date.month, known.date.day) == (1, 1) else date(known.date),
        sure=sure_name(known.sure),
    )
    return known.text, where
