"""What the columns of these lists are called, in Dutch and English, by what they mean."""

import enum
import re
import unicodedata


class Meaning(enum.StrEnum):
    """What a column tells. Of one meaning there may be several: the first that is filled counts."""

    EMAIL = "email"
    NAME = "name"
    FIRST = "first"
    LAST = "last"
    LENGTH = "length"
    CAME = "came"
    WENT = "went"
    ATTENDED = "attended"
    LOBBY = "lobby"
    MEETING = "meeting"
    OTHER = "other"


PERSON = {Meaning.EMAIL, Meaning.NAME, Meaning.FIRST, Meaning.LAST}
_WORDS = {
    Meaning.EMAIL: """
        e-mail; email; e-mailadres; emailadres; mailadres; mail; e-mail address; email address; user email;
        attendee email; e-mail deelnemer; e-mailadres deelnemer; e-mailadres gebruiker; e-mail van gebruiker;
        gebruikers-e-mail; participant id (upn); deelnemer-id (upn); deelnemers-id (upn); upn; e-mail (upn)
    """,
    Meaning.NAME: """
        naam; name; volledige naam; full name; deelnemer; participant; attendee; attendees; user name;
        gebruikersnaam; name (original name); naam (originele naam); naam (oorspronkelijke naam);
        user name (original name); gebruikersnaam (originele naam); naam deelnemer; weergavenaam;
        display name; attendee name; participant name
    """,
    Meaning.FIRST: "first name; voornaam",
    Meaning.LAST: "last name; achternaam",
    Meaning.LENGTH: """
        minuten; minutes; duur; duration; aanwezig; tijd aanwezig; duur (minuten); duration (minutes);
        total duration (minutes); totale duur (minuten); in-meeting duration; duur van vergadering;
        duur in vergadering; vergaderduur; duur van deelname; time in session; time in session (minutes);
        tijd in sessie; tijd in sessie (minuten); attendance duration; duur van aanwezigheid;
        aanwezigheidsduur; attended minutes; time in session (hh:mm:ss)
    """,
    Meaning.CAME: """
        join time; time joined; tijdstip van deelname; deelnametijd; deelgenomen om; toetredingstijd;
        tijd van deelname; binnengekomen; joined at; tijdstip deelname
    """,
    Meaning.WENT: """
        leave time; time exited; tijdstip van vertrek; vertrektijd; verlaten om; tijd van vertrek;
        verlaattijd; weggegaan; left at; tijdstip verlaten
    """,
    Meaning.ATTENDED: "attended; bijgewoond; aanwezigheid; deelgenomen",
    Meaning.LOBBY: "in waiting room; in wachtkamer",
    Meaning.MEETING: """
        topic; onderwerp; meeting id; vergadering-id; vergaderings-id; webinar id; webinar-id; webinar name;
        naam van webinar; webinarnaam; host name; actual start time; werkelijke begintijd;
        actual start date/time; actual duration (minutes); werkelijke duur (minuten)
    """,
    Meaning.OTHER: """
        first join; eerste deelname; last leave; laatst verlaten; laatste vertrek; role; rol; guest; gast;
        is guest; is gast; registration time; registratietijd; approval status; goedkeuringsstatus;
        start time; end time; begintijd; eindtijd; participants; deelnemers;
        country/region name; naam van land/regio;
        connection type; meeting name; meeting start time; meeting end time; session name; interest rating;
        unsubscribed; registration date/time; recording consent
    """,
}
_MEANINGS = {
    " ".join(word.split()): meaning for meaning, words in _WORDS.items() for word in words.split(";")
}
LENGTHS = {
    "meeting duration", "duur van vergadering", "vergaderduur", "duur van de vergadering",
    "actual duration (minutes)", "werkelijke duur (minuten)", "duration (minutes)", "duur (minuten)",
}  # fmt: skip
"""In what is told of the meeting as a whole: how long it took."""
NO = {"no", "nee", "n", "onwaar", "false", "0", "did not attend", "niet aanwezig"}
YES = {"yes", "ja", "waar", "true", "j", "y"}
_MARKS = re.compile(r"[\u200b-\u200f\ufeff*:]+")


def plain(text: str) -> str:
    """A head as it is compared: small letters, single spaces, no marks that nobody sees or a colon."""
    return " ".join(_MARKS.sub("", unicodedata.normalize("NFKC", text)).split()).casefold()


def meaning_of(head: str) -> Meaning | None:
    """What a column with this head tells; None: this is no head that we know."""
    return _MEANINGS.get(plain(head))
