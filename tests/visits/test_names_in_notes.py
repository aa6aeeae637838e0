"""Which words of a note are asked about: is this the name of a pupil?"""

import json
import subprocess
import sys
from pathlib import Path

import pytest

import doorlezen.web
from doorlezen.visits.domain.names_in_notes import local_words, note_words, words_like_names

SCRIPT = Path(doorlezen.web.__file__).parent / "look" / "js" / "visits" / "names.js"

SENTENCES = {
    "Jayden leest nu zelf.": ["Jayden"],
    "vandaag las jayden voor": ["jayden"],
    "groep 5: Tim en Sophie lazen voor. De moeder van Mo komt ook.": ["Tim", "Sophie", "Mo"],
    "emma's boek is kwijt, en Finns boek ook": ["emma's", "Finns"],
    "Volgende keer bij Xylina kijken": ["Xylina"],
    "Xylina en Yfke waren weg": ["Yfke"],  # the first word of a sentence always has a capital
    "Met groep 5 gelezen uit „De Gruffalo” en “Pluk van de Petteflet”": [],
    "Juf Marit en meester Thijs willen een avond": [],
    "op 3 mei bloeide de roos, een storm van boeken": [],
    "Kinderboekenweek-thema besproken met IB, NT2 en MR": [],
    "Oekraïense boeken gebracht. Boekenkring met groep 7.": [],
    "Overleg bij De Appel in Tiel, over Bibliotheek De Linge": [],
    "": [],
    "…?!": [],
}
LOCAL = local_words(["De Appel", "Tiel", "Bibliotheek De Linge"])


@pytest.mark.parametrize(("note", "words"), SENTENCES.items())
def test_what_looks_like_the_name_of_a_pupil_is_asked_about(note: str, words: list[str]) -> None:
    assert words_like_names(note, local=LOCAL) == words


def test_the_phone_asks_about_the_same_words() -> None:
    words = note_words()
    known = {name: sorted(getattr(words, name)) for name in words.__dataclass_fields__}
    script = f"""
    import {{ wordsLikeNames }} from {json.dumps(str(SCRIPT))};
    const [notes, known, local] = {json.dumps([list(SENTENCES), known, LOCAL])};
    console.log(JSON.stringify(notes.map(note => wordsLikeNames(note, known, local))));
    """
    node = Path(sys.executable).parent / "node"
    ran = subprocess.run(
        [node, "--input-type=module"], input=script, capture_output=True, text=True, check=True
    )
    assert json.loads(ran.stdout) == list(SENTENCES.values())
