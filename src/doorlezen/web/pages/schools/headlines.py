"""The sentences above the list of schools."""

from doorlezen.accounts.roles import OrganisationKind
from doorlezen.language import n, school_year_of, t, whole
from doorlezen.schemes.counted import called, capital, eligible_after_scores, having_scores, of_all
from doorlezen.schemes.scheme import Track
from doorlezen.schemes.shipped_schemes import find_track, load_schemes
from doorlezen.schemes.verdict import outside, outside_reason
from doorlezen.web.pages.schools.selection import Selection


def sentence(selection: Selection) -> str:
    """The sentence that counts the selection: "58 van je 129 scholen hebben een achterstandsscore; …"."""
    counted, choice = selection.counted, selection.choice
    told = []
    if choice.narrows:
        told.append(_narrowed(selection))
        if not counted.schools:
            return told[0]
    if not counted.in_scores:
        missing = n(
            "{schools} staat in geen editie van de achterstandsscores.",
            "{schools} staan in geen editie van de achterstandsscores.",
            counted.counted or counted.schools,
            schools=_schools(selection, counted.counted or counted.schools),
        )
        told.append(capital(missing))
    else:
        told.append(_scored(selection))
        told.append(_not_in_scores(counted.counted - counted.in_scores))
        told.append(_not_counted(counted.schools - counted.counted))
    told += [_outside(selection), _undetermined(selection)]
    told.append(_special(selection))
    return " ".join(filter(None, told))


def watch(selection: Selection) -> list[str]:
    """What to watch at the verdicts that holds for every school of an edition alike, such as its age."""
    found = (text for told in selection.outcomes.values() for text in told.general)
    return [capital(f"{text}.") for text in dict.fromkeys(found)]


def _track(selection: Selection) -> Track | None:
    return find_track(load_schemes(), selection.choice.track)[1] if selection.choice.track else None


def _outside(selection: Selection) -> str:
    """That the chosen scheme is over, or has yet to begin; empty where it may give money."""
    track, year = _track(selection), school_year_of(selection.on)
    if track is None or outside(track.school_years, year) is None:
        return ""
    return capital(f"{outside_reason(track.school_years, year)}.")


def _narrowed(selection: Selection) -> str:
    counted, of = selection.counted, selection.all_visible
    found = counted.counted if selection.all_counted else counted.schools
    schools = _schools(selection, of)
    return of_all(
        found,
        of,
        one=t("{schools} past bij je keuze.", schools=schools),
        not_one=t("{schools} past niet bij je keuze.", schools=schools),
        none=t("Geen van {schools} past bij je keuze.", schools=schools),
        some=n(
            "{found} van {schools} past bij je keuze.",
            "{found} van {schools} passen bij je keuze.",
            found,
            found=whole(found),
            schools=schools,
        ),
    )


def _scored(selection: Selection) -> str:
    counted = selection.counted
    first = having_scores(counted.above_zero, counted.counted, _schools(selection, counted.counted))
    if not selection.choice.track or _outside(selection) or _unknown_rules(selection):
        return f"{first}."
    second = eligible_after_scores(
        counted.eligible,
        scored=counted.above_zero,
        of=counted.counted,
        all_scored=counted.eligible == counted.eligible_above_zero,
        undetermined=counted.undetermined,
    )
    return "; ".join(filter(None, [first, second])) + "."


def _not_in_scores(missing: int) -> str:
    if not missing:
        return ""
    return n(
        "{number} school staat niet in de scores.",
        "{number} scholen staan niet in de scores.",
        missing,
        number=whole(missing),
    )


def _not_counted(others: int) -> str:
    """The schools that stand in the list and that no count is about."""
    if not others:
        return ""
    return n(
        "Nog {number} school staat in de lijst zonder leerlingen en zonder score, en telt niet mee.",
        "Nog {number} scholen staan in de lijst zonder leerlingen en zonder score, en tellen niet mee.",
        others,
        number=whole(others),
    )


def _undetermined(selection: Selection) -> str:
    unknown = selection.counted.undetermined
    if not unknown:
        return ""
    if rules := _unknown_rules(selection):
        return t("Wie in aanmerking komt, is niet vast te stellen: {why}.", why="; ".join(rules))
    return n(
        "Bij {number} school is het niet vast te stellen.",
        "Bij {number} scholen is het niet vast te stellen.",
        unknown,
        number=whole(unknown),
    )


def _special(selection: Selection) -> str:
    """That special schools are not among those that are counted, where there are any."""
    if selection.choice.kind or not selection.special:
        return ""
    return n(
        "{number} school voor speciaal onderwijs telt hier niet mee.",
        "{number} scholen voor speciaal onderwijs tellen hier niet mee.",
        selection.special,
        number=whole(selection.special),
    )


def _unknown_rules(selection: Selection) -> list[str]:
    """What nobody knows about the rules of the chosen scheme."""
    track = _track(selection)
    return [] if track is None else [rule.told for rule in track.unknown_rules()]


def _schools(selection: Selection, total: int) -> str:
    """ "je 129 scholen" for a library and what it chose from, "de 6.295 scholen" for who looks on."""
    own = selection.visible.actor.kind == OrganisationKind.LIBRARY
    return called(total, own=own and (not selection.choice.narrows or total == selection.all_visible))
