"""The sentences of a report: each says one thing, with figures from the story."""

from decimal import Decimal

from doorlezen.language import decimal, hours, money, n, percent, school_year, t, whole
from doorlezen.reports import left_over
from doorlezen.reports.story import DemandRow, GemeenteRow, Group, Story, Sums


def document_title(story: Story) -> str:
    """What the document calls itself: the plan, the school year, the library."""
    plan = t("Plan {year}", year=school_year(story.school_year))
    whose = [row.name for row in story.gemeenten] if story.part else []
    return " · ".join([plan, story.library or story.title, *whose])


def invented() -> str:
    """The label that every page of a made-up library carries."""
    return t("Verzonnen bibliotheek: geen echte scholen, geen echt geld")


def headline(story: Story) -> str:
    """What the plan does, in one sentence: how many schools get a leesconsulent."""
    match story.status:
        case "infeasible":
            return t("Er is geen plan dat aan alle eisen voldoet.")
        case "unknown":
            return t("Er is nog geen plan gevonden.")
        case _:
            return _reached(story.sums)


def _reached(sums: Sums) -> str:
    if sums.schools == 1:
        if not sums.reached:
            return t("Je school krijgt geen leesconsulent.")
        return t("Je school krijgt een leesconsulent voor {hours} uur per week.", hours=hours(sums.quarters))
    if not sums.reached:
        return t("Geen van je {schools} scholen krijgt een leesconsulent.", schools=whole(sums.schools))
    first = n(
        "Van je {schools} scholen krijgt er {reached} een leesconsulent",
        "Van je {schools} scholen krijgen er {reached} een leesconsulent",
        sums.reached,
        schools=whole(sums.schools),
        reached=whole(sums.reached),
    )
    return f"{first}; {_of_those(sums)}."


def _of_those(sums: Sums) -> str:
    if not sums.reached_with_score:
        return t("geen daarvan heeft een achterstandsscore")
    return n(
        "{scored} daarvan heeft een achterstandsscore",
        "{scored} daarvan hebben een achterstandsscore",
        sums.reached_with_score,
        scored=whole(sums.reached_with_score),
    )


def status(story: Story) -> str:
    """How sure the plan is, in a sentence."""
    match story.status:
        case "optimal":
            return t(
                "Bewezen het beste plan bij deze middelen en eisen, naar de gewichten en punten van de "
                "bibliotheek. Welk effect de uren hebben op het lezen, zegt dit plan niet."
            )
        case "feasible":
            return _how_far(story)
        case "infeasible" if story.conflict:
            return n("Eén eis kan op zichzelf niet.", "{count} eisen kunnen niet samen.", len(story.conflict))
        case "infeasible":
            return t("Dat ligt niet aan een eis: het geld en de mensen alleen laten al geen plan toe.")
        case _:
            return t("De rekentijd was op. Geef meer tijd, of neem genoegen met een ruimere marge.")


def _how_far(story: Story) -> str:
    if story.part:
        return t("Een geldig plan; de bibliotheek kan je zeggen hoever het van het beste af is.")
    if story.bound is None or story.objective is None or story.objective <= 0:
        return t("Een geldig plan; hoever het van het beste af is, is niet te zeggen.")
    # rounded up to a tenth of a per cent, so that "at most" stays true
    tenths = -(-1000 * (story.bound - story.objective) // story.objective)
    share = decimal(Decimal(tenths) / 10, 1)
    return t("Een geldig plan; het beste plan is hooguit {share}% meer waard.", share=share)


def status_short(story: Story) -> str:
    """The same in a few words, for a line of several parts."""
    match story.status:
        case "optimal":
            return t("bewezen het beste bij deze middelen en eisen")
        case "feasible":
            return t("een geldig plan, niet bewezen het beste")
        case "infeasible":
            return t("bewezen dat er geen plan is")
        case _:
            return t("nog geen plan gevonden")


def facts(story: Story, *, with_money: bool = True) -> list[tuple[str, str]]:
    """The few figures that a director asks for first: what, how much."""
    if not story.has_plan:
        schools = t(
            "{schools}, {scored} met een score",
            schools=whole(story.sums.schools),
            scored=story.sums.with_score,
        )
        return [(t("Scholen"), schools), (t("Eisen"), whole(len(story.demands)))]
    return [
        (t("Uren per week"), _hours_used(story)),
        *([(t("Geld per schooljaar"), money(story.sums.cents))] if with_money else []),
        (t("Leerlingen bereikt"), whole(pupils_reached(story))),
        *(
            [(t("Eisen vervuld"), t("{met} van {all}", met=_met(story), all=len(story.demands)))]
            if story.demands or not story.part
            else []
        ),
    ]


def pupils_reached(story: Story) -> int:
    """The pupils of the schools that get hours."""
    return sum(row.pupils for gemeente in story.gemeenten for row in gemeente.schools if row.quarters)


def _hours_used(story: Story) -> str:
    used = hours(story.sums.quarters)
    if story.capacity_quarters is None:
        return used
    return t("{used} van {all}", used=used, all=hours(story.capacity_quarters))


def _met(story: Story) -> int:
    return sum(demand.met is True for demand in story.demands)


def verdict(demand: DemandRow, story: Story) -> tuple[str, str, str]:
    """How a demand fares: a colour's name, a sign and a word; empty where it cannot be told."""
    if story.conflict and demand in story.conflict:
        return "brick", "✗", t("in de knoop")
    match demand.met:
        case True:
            return "leaf", "✓", t("vervuld")
        case False:
            return "brick", "✗", t("niet vervuld")
        case None:
            return "", "", ""


def status_sign(story: Story) -> tuple[str, str]:
    """The colour's name and the sign that go with `status`."""
    match story.status:
        case "optimal" | "feasible":
            return "leaf", "✓"
        case "infeasible":
            return "brick", "✗"
        case _:
            return "marigold", "?"


def demands(story: Story) -> str:
    """How the demands fare, in one sentence."""
    count = len(story.demands)
    if not count:
        return t("Niemand stelt een eis.")
    if not story.has_plan:
        return n("Er is één eis.", "Er zijn {count} eisen.", count)
    if not _met(story):
        met = n("De enige eis is niet vervuld.", "Geen van de {count} eisen is vervuld.", count)
    elif _met(story) == count:
        met = n("De enige eis is vervuld.", "Alle {count} eisen zijn vervuld.", count)
    else:
        met = n(
            "{met} van de {count} eisen is vervuld.",
            "{met} van de {count} eisen zijn vervuld.",
            _met(story),
            met=_met(story),
            count=count,
        )
    return f"{met} {_dearest(story)}".strip()


def _dearest(story: Story) -> str:
    """Which demand costs most; demands stand from dear to cheap."""
    first, price = story.demands[0], story.demands[0].price
    if price is None or price.given_the_others is None:
        return ""
    alone = len(story.demands) == 1
    if not price.given_the_others:
        return t("Die kost niets.") if alone else t("Geen ervan kost iets zolang de andere er zijn.")
    if price.of_own_schools:
        return price.euros if alone else ""
    unit = f" {price.unit}" if price.unit else ""
    if alone:
        return t("Die kost {price}{unit}.", price=price.big, unit=unit)
    return t("De duurste is die van {by}: {price}{unit}.", by=first.by, price=price.big, unit=unit)


def funds(story: Story) -> str:
    """What the money of the funds with a limit does, and why what is left could not be spent."""
    limited = [fund for fund in story.funds if fund.cents is not None]
    if not story.has_plan or not limited:
        return (
            t("Het plan kost {cents} per schooljaar.", cents=money(story.sums.cents))
            if story.has_plan
            else ""
        )
    what_is_left = left_over.told(story)
    return t(
        "Het plan kost {cents} per schooljaar. In de potten met een vast bedrag zat {budget}; "
        "daarvan blijft {left} over{why}.",
        cents=money(story.sums.cents),
        budget=money(sum(fund.cents or 0 for fund in limited)),
        left=money(sum(fund.left or 0 for fund in limited)),
        why=f": {what_is_left}" if what_is_left else "",
    )


def gemeente_short(row: GemeenteRow, story: Story) -> list[str]:
    """One gemeente in a few words, for beside its shelf: its hours, its schools."""
    schools = n(
        "{schools} school, {scored} met score",
        "{schools} scholen, {scored} met score",
        row.sums.schools,
        schools=row.sums.schools,
        scored=row.sums.with_score,
    )
    return (
        [t("{hours} uur per week", hours=hours(row.sums.quarters)), schools] if story.has_plan else [schools]
    )


def gemeente(row: GemeenteRow, story: Story) -> str:
    """What one gemeente gets, and how that compares with its need."""
    sums = row.sums
    if not story.has_plan:
        return gemeente_short(row, story)[0] + "."
    got = _reached_there(sums)
    if not story.sums.score or len(story.gemeenten) < 2:
        return got
    share = t(
        "Hier is {need} van alle scores samen en gaat {given} van de uren heen.",
        need=percent(int(sums.score * 100), int(story.sums.score * 100)),
        given=percent(sums.quarters, story.sums.quarters),
    )
    return f"{got} {share}"


def _reached_there(sums: Sums) -> str:
    """How many schools of one gemeente get a leesconsulent, and how many hours together."""
    if not sums.reached:
        return n(
            "De enige school krijgt geen leesconsulent.",
            "Geen van de {count} scholen krijgt een leesconsulent.",
            sums.schools,
        )
    if sums.schools == 1:
        return t(
            "De enige school krijgt een leesconsulent, {hours} uur per week.", hours=hours(sums.quarters)
        )
    return n(
        "{reached} van de {schools} scholen krijgt een leesconsulent, samen {hours} uur per week.",
        "{reached} van de {schools} scholen krijgen een leesconsulent, samen {hours} uur per week.",
        sums.reached,
        reached=sums.reached,
        schools=sums.schools,
        hours=hours(sums.quarters),
    )


def unknown_scores(sums: Sums) -> str:
    """How many schools have no known score; empty where all are known."""
    if not sums.unknown_score:
        return ""
    return n(
        "Van {count} school is de score niet bekend.",
        "Van {count} scholen is de score niet bekend.",
        sums.unknown_score,
    )


def group(name: Group) -> str:
    """A group of schools, as the money's way ends there."""
    match name:
        case "with-score":
            return t("scholen met score")
        case "without-score":
            return t("scholen zonder score")
        case _:
            return t("scholen, score onbekend")


def knot(story: Story) -> str:
    """How the conflict can be untied."""
    if not story.conflict:
        return ""
    if len(story.conflict) == 1:
        return t(
            "Deze eis is op zichzelf al niet te vervullen met dit geld en deze mensen. "
            "Verander de eis, of zoek meer geld of mensen."
        )
    return t(
        "Deze eisen trekken aan elkaar. Haal er één weg of maak er één zachter, dan zijn de andere uit deze "
        "knoop samen wel te vervullen."
    )


def sources(story: Story) -> str:
    """Where the figures come from, in one sentence."""
    if story.sources is None:
        return t("Bij dit plan zijn geen bronnen meegegeven. Vraag ze aan wie het plan maakte.")
    if story.invented:
        return t(
            "Alles is verzonnen: de scholen, de scores, het geld en de eisen. Niets komt uit open gegevens."
        )
    if story.part:
        return t(
            "Cijfers komen uit open gegevens. Wat niet openbaar is, heeft de bibliotheek ingevuld; "
            "vraag het de bibliotheek."
        )
    return t("Cijfers komen uit open gegevens. Wat niet openbaar is, is ingevuld; het staat hieronder.")


def source_notes(story: Story) -> list[str]:
    """The scheme, the remarks of who built the problem, and the problem itself."""
    known, notes = story.sources, []
    if known and known.scheme:
        notes.append(t("Regeling: {scheme}", scheme=known.scheme))
    notes += known.notes if known else ()
    return [
        *notes,
        t("Rekenprobleem: {title} (kenmerk {hash})", title=story.title, hash=story.problem_sha256[:16]),
    ]
