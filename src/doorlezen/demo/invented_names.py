"""Names that nobody bears: gemeenten, places, schools and streets of the invented library."""

LIBRARY = "Bibliotheek Rietlanden (verzonnen)"
PUBLISHER = "verzonnen gegevens"
PROVINCE = "Verzonnen"

GEMEENTEN: dict[str, tuple[str, ...]] = {
    "Letterdam": ("Letterdam", "Oud-Letterdam", "Letterdammerbroek", "Komma aan de Leest"),
    "Inktveen": ("Inktveen", "Inktveenermond", "Klein Inkt"),
    "Rijmwaard": ("Rijmwaard", "Sonnetterhuizen", "Rijmersluis"),
    "Kaftwijk": ("Kaftwijk", "Kaftwijkerbinnen", "Flapstede"),
    "Bladerhoven": ("Bladerhoven", "Ezelsoordrecht"),
    "Zinsmeer": ("Zinsmeer", "Bijzinsmeer", "Puntkommerzijl"),
    "Sprookwoude": ("Sprookwoude", "Eenmaalsloot"),
    "Fabelrade": ("Fabelrade", "Onderfabel"),
    "Versdijk": ("Versdijk", "Strofekerke"),
}
"""The nine gemeenten, the largest first, each with its places."""
FIRST_CODE = 9901
"""Codes 9901 to 9909: no gemeente has them."""

_BEGINNINGS = (
    "Inkt",
    "Letter",
    "Boeken",
    "Lees",
    "Verhalen",
    "Fabel",
    "Rijm",
    "Sprookjes",
    "Woorden",
    "Blader",
    "Zinnen",
    "Versjes",
)
_ENDINGS = (
    "De {}boom",
    "Het {}schip",
    "De {}brug",
    "Het {}kompas",
    "Het {}eiland",
    "Het {}vlot",
    "De {}poort",
    "De {}toren",
    "De {}molen",
    "De {}vlinder",
    "Het {}huis",
    "De {}ladder",
)
_DENOMINATIONS = (
    ("Openbaar", "Openbare Basisschool {}"),
    ("Protestants-Christelijk", "Christelijke Basisschool {}"),
    ("Rooms-Katholiek", "Basisschool {}"),
    ("Algemeen bijzonder", "Basisschool {}"),
)
STREETS = (
    "Ganzenveer",
    "Poëzie",
    "Vulpen",
    "Kroontjespen",
    "Almanak",
    "Leeslint",
    "Boekenlegger",
    "Kolofon",
)


def school_names() -> list[str]:
    """144 different names, without the kind of school before them."""
    return [ending.format(beginning) for beginning in _BEGINNINGS for ending in _ENDINGS]


def denominations() -> tuple[tuple[str, str], ...]:
    """Denominations as DUO writes them, each with how the name of such a school begins."""
    return _DENOMINATIONS
