"""How many schools have a score and how many are eligible, with words that agree with the numbers."""

from doorlezen.language import n, t, whole


def having_scores(number: int, of: int, schools: str) -> str:
    """ "58 van je 129 scholen hebben een achterstandsscore", without the stop.

    ``schools``: what the ``of`` schools are called in a sentence ("je 129 scholen"), from `called`.
    """
    return of_all(
        number,
        of,
        one=t("{schools} heeft een achterstandsscore", schools=schools),
        not_one=t("{schools} heeft geen achterstandsscore", schools=schools),
        none=t("Geen van {schools} heeft een achterstandsscore", schools=schools),
        some=n(
            "{number} van {schools} heeft een achterstandsscore",
            "{number} van {schools} hebben een achterstandsscore",
            number,
            number=whole(number),
            schools=schools,
        ),
    )


def eligible_after_scores(eligible: int, *, scored: int, of: int, all_scored: bool, undetermined: int) -> str:
    """What follows on `having_scores`: "38 daarvan komen in aanmerking", without the stop; empty where the
    sentence about what cannot be settled says it all.

    ``scored`` of the ``of`` schools have a score; ``all_scored``: whether all that are eligible do.
    """
    if not eligible and undetermined:
        return "" if of == 1 else t("van geen school staat vast dat die in aanmerking komt")
    if of == 1:
        return t("die komt in aanmerking") if eligible else t("die komt niet in aanmerking")
    if not eligible:
        return t("geen daarvan komt in aanmerking") if scored else t("geen school komt in aanmerking")
    if all_scored:
        return n(
            "{number} daarvan komt in aanmerking",
            "{number} daarvan komen in aanmerking",
            eligible,
            number=whole(eligible),
        )
    return n(
        "{number} school komt in aanmerking",
        "{number} scholen komen in aanmerking",
        eligible,
        number=whole(eligible),
    )


def eligible_alone(eligible: int, of: int, schools: str, *, undetermined: int) -> str:
    """The sentence where no score is asked for: "1 van je 5 scholen komt in aanmerking."."""
    if not eligible and undetermined:
        if of == 1:
            return ""
        return t("Van geen van {schools} staat vast dat die in aanmerking komt.", schools=schools)
    return of_all(
        eligible,
        of,
        one=t("{schools} komt in aanmerking.", schools=schools),
        not_one=t("{schools} komt niet in aanmerking.", schools=schools),
        none=t("Geen van {schools} komt in aanmerking.", schools=schools),
        some=n(
            "{number} van {schools} komt in aanmerking.",
            "{number} van {schools} komen in aanmerking.",
            eligible,
            number=whole(eligible),
            schools=schools,
        ),
    )


def of_all(number: int, of: int, *, one: str, not_one: str, none: str, some: str) -> str:
    """How many of all it holds for, where one of one, none and some have words of their own."""
    if of == 1:
        return capital(one if number else not_one)
    return some if number else none


def called(schools: int, *, own: bool) -> str:
    """ "je 129 scholen" of who works there, "de 6.295 scholen" for who looks on; "deze school" is one."""
    if schools == 1:
        return t("je enige school") if own else t("deze school")
    if own:
        return t("je {number} scholen", number=whole(schools))
    return t("de {number} scholen", number=whole(schools))


def capital(text: str) -> str:
    """A sentence with its capital."""
    return f"{text[:1].upper()}{text[1:]}"
