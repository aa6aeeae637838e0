"""The fixed words that a scheme file may use, and what people call them.

Plain text, so that a scheme can be read without a database; a test keeps PROGRAMMES equal to the register's.
"""

from doorlezen.language import t

TARGETS = ("po", "boekstart", "vmbo")
"""What a track is for: primary schools, kinderopvang (0-4 years), vmbo."""
PROGRAMMES = ("dbos-po", "dbos-vmbo", "boekstart", "dbos-plus", "comparable")
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


def target_name(target: str) -> str:
    """What people call a target: "po" → "primair onderwijs"."""
    names = {"po": t("primair onderwijs"), "boekstart": t("BoekStart, 0 tot 4 jaar"), "vmbo": t("vmbo")}
    return names[target]
