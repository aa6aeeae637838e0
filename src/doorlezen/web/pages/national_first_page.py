"""The first page of who reads for the national programme: the country in three answers."""

from collections.abc import Iterator

from doorlezen.accounts.actor import Actor
from doorlezen.accounts.domain.visible import Visible
from doorlezen.accounts.permissions import ask
from doorlezen.engine.allocation.keys.amounts import AMOUNT_KEYS
from doorlezen.language import date, hours, money, n, percent, school_year, school_year_of, t, whole
from doorlezen.register.models import Kind
from doorlezen.web.addresses import address
from doorlezen.web.day import today
from doorlezen.web.pages.country.division import Country, country_of
from doorlezen.web.pages.country.views import editions_of, usual_budget
from doorlezen.web.pages.first_page import AnswerCard, FirstPage, schools_card


def of_national(actor: Actor) -> FirstPage | None:
    """Who qualifies, who is planned for, and where money would go; None for whoever does not read that."""
    if not ask("country.see", actor):
        return None
    budget = usual_budget()
    country = country_of(actor, cents=None if budget is None else budget.cents, keys=list(AMOUNT_KEYS))
    title = n(
        "Het land: {count} bibliotheek, {plans} met een gedeeld plan",
        "Het land: {count} bibliotheken, {plans} met een gedeeld plan",
        country.libraries,
        plans=whole(len(country.plans)),
    )
    there = address(actor, "country:country")
    note = t("Of een school in aanmerking komt, hangt ook af van de samenwerking met haar bibliotheek.")
    cards = [schools_card(actor, note=note), _planned(country, there), _money(country, there)]
    return FirstPage(title, _over(actor), cards)


def _over(actor: Actor) -> str:
    scores = next((one for one in editions_of(Visible(actor)) if one.kind == Kind.SCORES), None)
    if scores is None:
        return date(today())
    return t("{day} · scores van {scores}", day=date(today()), scores=date(scores.peildatum))


def _planned(country: Country, there: str) -> AnswerCard:
    plans = country.plans
    if not plans:
        said = t("Nog geen bibliotheek deelt een plan.")
    else:
        said = n(
            "{reached} van de {schools} scholen in één gedeeld plan krijgen samen {hours} uur per week.",
            "{reached} van de {schools} scholen in {count} gedeelde plannen krijgen samen {hours} uur per "
            "week.",
            len(plans),
            reached=whole(sum(plan.reached for plan in plans)),
            schools=whole(sum(plan.schools for plan in plans)),
            hours=hours(sum(plan.quarters for plan in plans)),
        )
    return AnswerCard(t("Voor welke scholen is er een plan?"), said, t("Bekijk het per bibliotheek"), there)


def _money(country: Country, there: str) -> AnswerCard:
    question, link = t("Hoe valt het geld over het land?"), t("Verdeel een bedrag, en neem het mee")
    if country.cents is None:
        said = t("Voor dit schooljaar vonden we geen bedrag. Schrijf er zelf een op.")
        return AnswerCard(question, said, link, there)
    return AnswerCard(
        question,
        t(
            "voor {year} over het land, naar {count} sleutels.",
            year=school_year(school_year_of(today())),
            count=len(country.keys),
        ),
        link,
        there,
        figure=money(country.cents),
        note=" ".join(_largest(country)),
    )


def _largest(country: Country) -> Iterator[str]:
    """To whom most goes, and which share under which key; of equal ones the first."""
    shares: dict[str, list[str]] = {}
    for key in country.keys:
        most = max(country.rows, key=lambda row: row.cents[key], default=None)
        if most is not None and most.cents[key]:
            share = percent(most.cents[key], country.cents or 0)
            shares.setdefault(most.name, []).append(f"{share} {AMOUNT_KEYS[key].name}")
    for name, told in shares.items():
        yield t("Het meeste naar {name}: {shares}.", name=name, shares=", ".join(told))
