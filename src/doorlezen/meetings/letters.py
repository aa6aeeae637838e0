"""The letters of meetings: for whom each is still so when its turn comes, and what it does to a calendar."""

from email.mime.text import MIMEText

from django.utils import translation

from doorlezen.desk.models import Letter
from doorlezen.desk.post.letter_kinds import LetterKind, Mail, add_letters
from doorlezen.language import t, use
from doorlezen.meetings.domain import mail_words
from doorlezen.meetings.domain.appointments import Method, appointment
from doorlezen.meetings.domain.page_keys import own_page
from doorlezen.meetings.models import IN_LINE, MailKind, PlaceState, Registration

_LETTERS: dict[str, tuple[mail_words.Words, tuple[PlaceState, ...]]] = {
    MailKind.CONFIRM: (mail_words.confirm, (PlaceState.HELD,)),
    MailKind.CONFIRMED: (mail_words.confirmed, (PlaceState.CONFIRMED,)),
    MailKind.WAITING: (mail_words.waiting, (PlaceState.WAITING,)),
    MailKind.PROMOTED: (mail_words.promoted, (PlaceState.CONFIRMED,)),
    MailKind.AGAIN: (mail_words.again, IN_LINE),
    MailKind.CANCELLED: (mail_words.cancelled, (PlaceState.CANCELLED,)),
    MailKind.CHANGED: (mail_words.changed, IN_LINE),
    MailKind.CALLED_OFF: (mail_words.called_off, IN_LINE),
    MailKind.REMINDER: (mail_words.reminder, (PlaceState.CONFIRMED,)),
    MailKind.RECORDING: (mail_words.recording, (PlaceState.CONFIRMED,)),
}
"""The words of each kind, and where who it is for must still stand; else the next letter tells."""


def write(letter: Letter) -> Mail | None:
    """The mail as things are now; None when who it is for is no longer where it says, or blanked."""
    found = Registration.objects.select_related("meeting__webinar").filter(pk__in=[letter.about]).first()
    if found is None or not _is_so(letter, found):
        return None
    words, _ = _LETTERS[letter.kind]
    with use("nl"), translation.override("nl"):
        subject, paragraphs = words(found)
        text = "\n\n".join([t("Dag {name},", name=found.name), *paragraphs, mail_words.foot(found)]) + "\n"
        method = _method(letter, found)
        parts = (_appointment(letter, found, method),) if method else ()
    return Mail(found.email, subject, text, parts)


def _is_so(letter: Letter, who: Registration) -> bool:
    if not who.email:
        return False
    if who.meeting.webinar.is_called_off and letter.kind not in (MailKind.CALLED_OFF, MailKind.CANCELLED):
        return False
    if letter.kind == MailKind.CHANGED and letter.round != who.meeting.sequence:
        return False
    _, states = _LETTERS[letter.kind]
    return who.state in states


def _method(letter: Letter, who: Registration) -> Method | None:
    """What the mail does to the calendar; None: there is nothing in it."""
    has_place = who.state == PlaceState.CONFIRMED
    match letter.kind:
        case MailKind.CONFIRMED | MailKind.PROMOTED:
            return "REQUEST"
        case MailKind.AGAIN | MailKind.CHANGED:
            return "REQUEST" if has_place else None
        case MailKind.CALLED_OFF:
            return "CANCEL" if has_place else None
        case MailKind.CANCELLED:
            had = who.letters.filter(kind__in=(MailKind.CONFIRMED, MailKind.PROMOTED)).exists()
            return "CANCEL" if had else None
        case _:
            return None


def _appointment(letter: Letter, who: Registration, method: Method) -> MIMEText:
    ics = appointment(who, method, at=letter.made_at, own_page=own_page(who))
    part = MIMEText(ics.decode(), "calendar", "utf-8")
    part.set_param("method", method)
    part.add_header("Content-Disposition", "attachment", filename="webinar.ics")
    return part


_PURPOSE = "a place at a webinar, and what becomes of it"
add_letters(*(LetterKind(kind, _PURPOSE, write) for kind in _LETTERS))
