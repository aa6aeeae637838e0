"""Which words of a note are asked about: is this the name of a pupil?"""

import pytest

from doorlezen.visits.domain.names_in_notes import local_words, words_like_names

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
