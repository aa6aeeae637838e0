"""What the keys and words of a library file are called on a page."""

import re

from doorlezen.language import t


def key_words() -> dict[str, str]:
    """The keys that a refusal may name → what their field is called."""
    return {
        "hours_per_week": t("uren per week"),
        "fte": t("fte"),
        "per_pupil": t("per leerling"),
        "per_point": t("per punt van de score"),
        "per_school": t("per school"),
        "percent": t("een percentage"),
        "count": t("een aantal"),
        "amount": t("een bedrag"),
        "library.gemeenten": t("de gemeenten van dit scenario"),
        "allowed_bouwstenen": t("de bouwstenen"),
        "[[scheme.filled]]": t("de regeling"),
        "logarithm": t("het eerste uur telt het meest"),
        "linear": t("elk uur telt even zwaar"),
    }


def on_page(what: str) -> str:
    """A refusal of the library file as a sentence for a page, with the words of the page."""
    words = key_words()
    keys = sorted(words, key=len, reverse=True)
    told = re.sub(
        "|".join(rf"(?<![\w.]){re.escape(key)}(?![\w])" for key in keys), lambda m: words[m[0]], what
    )
    return told[:1].upper() + told[1:] + ("" if told.endswith((".", "?")) else ".")
