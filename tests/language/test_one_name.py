"""One thing has one name, on pages, in mails and on paper, and what readers stumbled over does not come back.

Reads what is marked for translation, in Dutch and in English. What nobody but an engineer reads (the command,
files that are written by hand) is left out; every other exception says why it is one.
"""

import re
from dataclasses import dataclass

import pytest
from babel.messages.extract import extract_from_dir

from doorlezen.language import LOCALE
from tests.language.catalogues import ENGLISH, OF_DJANGO, OF_DOORLEZEN, SOURCE, WHERE, catalogue, translations
from tests.language.test_plain import ONLY_BY_COMMAND, WRITTEN_BY_HAND


@dataclass(frozen=True)
class Avoided:
    """Words that no text holds: a regular expression, what to say instead, and where they may stand."""

    words: str
    instead: str
    but_in: frozenset[str] = frozenset()
    """Folders or files below the source."""


DUTCH = (
    Avoided(r"!", "a full stop: nobody shouts here"),
    Avoided(r"\b[Uu]w?\b(?!\+)", "je"),
    Avoided(r"(?i)\bvoorstel(len)?\b(?<!Voorstellen)(?<!kun je voorstellen)", "plan; a value is an aanname"),
    Avoided(r"(?i)\b(geldbron\w*|fonds(en)?|beurs|beurzen|budget(ten)?)\b", "pot"),
    Avoided(r"(?i)\blandelijke regeling\b", "regeling, or the title that its file gives"),
    Avoided(
        r"Impulsregeling",
        "regeling, or the title that its file gives",
        frozenset({"web/pages/field_words.py"}),  # where the word is explained, by its best known example
    ),
    Avoided(r"(?i)\b(vereiste|voorwaarde van (een|de) gemeente)\b", "eis, or wens"),
    Avoided(r"(?i)\beis\b[^.]*[.;,] [^.]*\b(haar|zij)\b", "die: an eis is no person"),
    Avoided(r"(?i)\b(trek|open|haal|vul|verander(t|s)?|neem) haar\b", "die"),
    Avoided(r"(?i)houdt vanzelf|, (houdt|houden) het\b", "kost niets: dit gebeurt toch al"),
    Avoided(r"(?i)\bzet\b[^.;]* neer\b", "vul in"),
    Avoided(r"(?i)\bprobleem met zijn plan\b", "plan met het rekenprobleem erbij"),
    Avoided(r"(?i)\bbeheerrechten\b", "beheerdersrechten"),
    Avoided(r"\bhet landelijk programma\b", "het landelijke programma"),
    Avoided(r"’", "a straight apostrophe, as everywhere: zo'n", frozenset({"web/pages/components"})),
    Avoided(r"\bPDF\b", "pdf"),
    Avoided(r"\d{4}-\d{4}", "an en dash: 2025–2026"),
    Avoided(r"\d{4}/\d{2,4}\b", "an en dash: 2025–2026"),
    Avoided(
        r"(?i)bladzijde",
        "pagina: a bladzijde is of paper",
        frozenset(
            {
                "reports",  # the PDF
                "web/templates/plans/gemeente.html",  # how long a PDF is
                "web/templates/components",  # the pages of a list, which are turned
                "web/templates/components.html",
                "accounts/event_words.py",  # the number of such a page
            }
        ),
    ),
    Avoided(
        r"(?i)\bpunten\b",
        "hours and euros",
        frozenset(
            {
                "reports",  # the PDF and the workbook tell how a price was made, to who wants to do it again
                "schemes",  # points of the score
                "web/pages/schools",
                "web/pages/gemeenten",
                "web/pages/example_pages.py",
                "web/pages/components",
                "web/pages/scenarios/parts",  # where a library gives them
                "web/templates/home/front.html",
                "accounts/domain/logos.py",  # of a picture
                "webinars/domain/media.py",  # in the name of a file
            }
        ),
    ),
    Avoided(
        r"(?i)\bgini\b", "ongelijkheid", frozenset({"reports"})
    ),  # where it is explained beside its table
)
ENGLISH_WORDS = (
    Avoided(r"!", "a full stop: nobody shouts here"),
    Avoided(r"(?i)\b(purses?|funds?)\b", "pot"),
    Avoided(r"(?i)\bmunicipalit\w+", "gemeente"),
    Avoided(r"(?i)\b(requirements?|dearest|put down|holds? by itself)\b", "demand, or other words"),
    Avoided(r"(?i)\bproposals?\b", "plan; a value is assumed"),
    Avoided(r"(?i)\bbuilding blocks?\b", "bouwsteen"),
    Avoided(r"(?i)\b(reading consultants?|reference dates?)\b", "leesconsulent, peildatum"),
    Avoided(r"(?i)\bschooljaar\b", "school year"),
    Avoided(r"(?i)\b(organiz\w+|recogniz\w+|colors?|centers?|gray)\b", "British spelling"),
    Avoided(r"\d{4}-\d{4}", "an en dash: 2025–2026"),
)
NO_READER = (
    WRITTEN_BY_HAND
    | ONLY_BY_COMMAND
    | {"documents/fields.py", "engine/allocation/posed", "engine/roster/posed"}
)
"""Read by who writes such a file in an editor, or by nobody."""


def _stands(file: str, places: frozenset[str] | set[str]) -> bool:
    return any(file == place or file.startswith(f"{place}/") for place in places)


@pytest.fixture(scope="module")
def said() -> dict[str, set[str]]:
    """Every text that somebody reads, with the files that say it."""
    found: dict[str, set[str]] = {}
    for file, _, text, _, _ in extract_from_dir(
        SOURCE, method_map=WHERE, keywords={**OF_DOORLEZEN, **OF_DJANGO}
    ):
        for one in [text] if isinstance(text, str) else text:
            if not _stands(file, NO_READER):
                found.setdefault(one, set()).add(file)
    return found


@pytest.mark.parametrize("avoided", DUTCH, ids=lambda one: one.words)
def test_no_dutch_text_says_it_otherwise(avoided: Avoided, said: dict[str, set[str]]) -> None:
    assert len(said) > 2500
    wrong = {
        text: files
        for text, files in said.items()
        if re.search(avoided.words, _words(text)) and not all(_stands(file, avoided.but_in) for file in files)
    }
    assert wrong == {}, avoided.instead


@pytest.mark.parametrize("avoided", ENGLISH_WORDS, ids=lambda one: one.words)
def test_nor_an_english_one(avoided: Avoided, said: dict[str, set[str]]) -> None:
    pairs = [pair for message in catalogue(LOCALE / ENGLISH) if message.id for pair in translations(message)]
    wrong = {
        dutch: english
        for dutch, english in pairs
        if dutch in said and re.search(avoided.words, _words(english))
    }
    assert wrong == {}, avoided.instead


def _words(text: str) -> str:
    """Without what is filled in: ``{fund}`` is no word."""
    return re.sub(r"\{[^{}]*\}|%\(\w+\)\w", "", text)


def test_one_is_not_said_of_many(said: dict[str, set[str]]) -> None:
    """ "1 daarvan hebben": what is counted has a form for one."""
    once = {text for text in said if re.search(r"^\{\w+\} (daarvan|scholen) (hebben|krijgen|komen)\b", text)}
    for file, _, text, _, _ in extract_from_dir(
        SOURCE, method_map=WHERE, keywords={**OF_DOORLEZEN, **OF_DJANGO}
    ):
        if isinstance(text, tuple) and not _stands(file, NO_READER):
            once -= set(text)
    assert once == set()


@pytest.mark.parametrize(
    ("avoided", "text"),
    [
        (DUTCH[2], "Voorstel 3 voor 2026–2027"),
        (DUTCH[3], "dit fonds mag dit hier niet betalen"),
        (DUTCH[7], "De eis staat in het scenario. Vul haar daar aan."),
        (DUTCH[8], "deze pagina is te lang open geweest; open haar opnieuw"),
        (DUTCH[9], "deze eis houdt vanzelf"),
        (DUTCH[10], "zet de uren zelf neer"),
        (ENGLISH_WORDS[1], "No later purse can pay less."),
    ],
)
def test_the_walk_finds_what_it_is_for(avoided: Avoided, text: str) -> None:
    assert re.search(avoided.words, text)


def test_and_leaves_what_is_right() -> None:
    for text in (
        "Voorstellen, vaststellen, delen",
        "alleen een concept kun je voorstellen",
        "Stel dit plan voor",
    ):
        assert not re.search(DUTCH[2].words, text)
