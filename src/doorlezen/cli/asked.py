"""What the command calls the fields that a refusal is about."""

from doorlezen.language import InputError

ASKED = {
    "accept_closures": "--accept-closures",
    "locations_day": "--locations-date",
    "municipality": "--municipality",
    "own_list": "doorlezen collaborations load",
    "published": "doorlezen register load",
    "schools_day": "--schools-date",
    "scores_day": "--scores-date",
    "time_limit": "--time-limit",
}
"""Field → the option that gives it, or the command that loads it. Other fields have a name of their own."""


def in_words_of_the_command(wrong: InputError) -> str:
    """A refusal in one line: "a.csv: dit bestand noemt geen peildatum; geef hem zelf (--schools-date)"."""
    asked = ASKED.get(wrong.field, wrong.field)
    if not wrong.where:
        return f"{asked}: {wrong.what}" if asked else wrong.what
    return f"{wrong}{f' ({asked})' if wrong.field in ASKED else ''}"
