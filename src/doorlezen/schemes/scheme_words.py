"""The fixed words that a scheme file may use, and what people call them.

Plain text, so that a scheme can be read without a database; a test keeps PROGRAMMES and ACQUISITION equal to
the register's.
"""

import datetime

from doorlezen.language import month, t

TARGETS = ("po", "boekstart", "vmbo")
"""What a track is for: primary schools, kinderopvang (0-4 years), vmbo."""
PROGRAMMES = ("dbos-po", "dbos-vmbo", "boekstart", "dbos-plus", "comparable")
ACQUISITION = "acquisitie"
"""The phase of a collaboration that is still to begin: the school is being won."""
SCHOOL_TYPES = ("bo", "sbo", "so", "vso", "vmbo", "kinderopvang")
"""DUO's kinds of primary school, and the two kinds of location that the register does not hold."""
BOUWSTENEN = (
    "netwerk-en-beleid",
    "collectie",
    "expertise",
    "activiteiten",
    "lees-en-mediaplan",
    "monitor",
    "digitaal-portaal",
)
"""KB's seven bouwstenen (questionnaire of 2022-23)."""

UNKNOWN = ("not-public", "not-found", "not-yet-known", "own-choice")
"""Why a scheme gives no value: those who know do not publish it; we looked and found nothing; it is still to
be decided; the scheme says nothing of it, and what is reckoned with is ours."""
NOT_PUBLIC, NOT_FOUND, NOT_YET_KNOWN, OWN_CHOICE = UNKNOWN


def unknown_name(why: str, searched: str = "") -> str:
    """Why there is no value, in words: "niet gevonden (gezocht november 2026)". ``searched``: "2026-11"."""
    if why == NOT_FOUND and searched:
        year, number = map(int, searched.split("-"))
        return t("niet gevonden (gezocht {month})", month=month(datetime.date(year, number, 1)))
    names = {
        NOT_PUBLIC: t("niet openbaar"),
        NOT_FOUND: t("niet gevonden"),
        NOT_YET_KNOWN: t("nog niet bekend"),
        OWN_CHOICE: t("eigen keuze van Doorlezen"),
    }
    return names[why]


def programme_name(programme: str) -> str:
    """What people call a programme: "dbos-po" → "de Bibliotheek op school (po)"."""
    names = {
        "dbos-po": t("de Bibliotheek op school (po)"),
        "dbos-vmbo": t("de Bibliotheek op school (vmbo)"),
        "boekstart": t("BoekStart in de kinderopvang"),
        "dbos-plus": t("dBos+"),
        "comparable": t("een vergelijkbare samenwerking"),
    }
    return names[programme]


def school_type_name(school_type: str) -> str:
    """What people call a kind of location: "sbo" → "speciaal basisonderwijs"."""
    names = {
        "bo": t("basisonderwijs"),
        "sbo": t("speciaal basisonderwijs"),
        "so": t("speciaal onderwijs"),
        "vso": t("voortgezet speciaal onderwijs"),
        "vmbo": t("vmbo"),
        "kinderopvang": t("kinderopvang"),
    }
    return names[school_type]
