"""What people call a half-day that a roster names: "mo-am" is maandagochtend."""

from doorlezen.language import t


def half_day_in_words(half_day: str) -> str:
    """A half-day as people say it; another name than those of a school week stays as it is."""
    return {
        "mo-am": t("maandagochtend"),
        "mo-pm": t("maandagmiddag"),
        "tu-am": t("dinsdagochtend"),
        "tu-pm": t("dinsdagmiddag"),
        "we-am": t("woensdagochtend"),
        "we-pm": t("woensdagmiddag"),
        "th-am": t("donderdagochtend"),
        "th-pm": t("donderdagmiddag"),
        "fr-am": t("vrijdagochtend"),
        "fr-pm": t("vrijdagmiddag"),
    }.get(half_day, half_day)
