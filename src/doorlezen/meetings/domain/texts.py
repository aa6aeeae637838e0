"""The words of every mail. They are made when the mail leaves, so that they tell what is so then."""

from collections.abc import Callable
from email.mime.text import MIMEText

from django.core.mail import EmailMessage
from django.utils import timezone, translation

from doorlezen.language import date, t, use
from doorlezen.meetings.domain.appointments import Method, appointment
from doorlezen.meetings.domain.keys import own_page
from doorlezen.meetings.domain.line import place_is_held
from doorlezen.meetings.domain.moments import moment, span
from doorlezen.meetings.models import Kind, Letter, Registration, State
from doorlezen.webinars.links import host, page
from doorlezen.webinars.models.series import HERE

Words = Callable[[Registration], tuple[str, list[str]]]
"""What a kind of letter says of a registration: its subject and its paragraphs."""


def compose(letter: Letter) -> EmailMessage:
    """The mail, ready to be sent: the same Message-ID however often it is made."""
    registration = letter.registration
    with use("nl"), translation.override("nl"):
        subject, paragraphs = _WORDS[Kind(letter.kind)](registration)
        greeting = t("Dag {name},", name=registration.name)
        message = EmailMessage(
            " ".join(subject.split()),
            "\n\n".join([greeting, *paragraphs, _foot(registration)]) + "\n",
            to=[registration.email],
            headers={
                "Message-ID": f"<{letter.message_id}@{host()}>",
                "Auto-Submitted": "auto-generated",
                "X-Auto-Response-Suppress": "All",
            },
        )
        method = _method(letter)
        if method is not None:
            ics = appointment(
                registration, method, at=letter.made_at or timezone.now(), own_page=own_page(registration)
            )
            message.attach(_part(ics, method))
    return message


def _method(letter: Letter) -> Method | None:
    """What the mail does to the calendar; None: there is nothing in it."""
    has_place = letter.registration.state == State.CONFIRMED
    match letter.kind:
        case Kind.CONFIRMED | Kind.PROMOTED:
            return "REQUEST"
        case Kind.AGAIN | Kind.CHANGED:
            return "REQUEST" if has_place else None
        case Kind.CALLED_OFF:
            return "CANCEL" if has_place else None
        case Kind.CANCELLED:
            had = letter.registration.letters.filter(kind__in=(Kind.CONFIRMED, Kind.PROMOTED)).exists()
            return "CANCEL" if had else None
        case _:
            return None


def _part(ics: bytes, method: Method) -> MIMEText:
    part = MIMEText(ics.decode(), "calendar", "utf-8")
    part.set_param("method", method)
    part.add_header("Content-Disposition", "attachment", filename="webinar.ics")
    return part


def _when(registration: Registration) -> str:
    return span(registration.meeting.starts_at, registration.meeting.ends_at)


def _title(registration: Registration) -> str:
    return registration.meeting.webinar.title


def _link(registration: Registration) -> str:
    return t("Je eigen pagina (geef deze link niet door):\n{link}", link=own_page(registration))


def _confirm(who: Registration) -> tuple[str, list[str]]:
    until = moment(who.confirm_by) if who.confirm_by else ""
    standing = t("Tot {moment} houden we een plaats voor je vrij.", moment=until)
    if not place_is_held(who):
        standing = t("Alle plaatsen zijn bezet of worden vrijgehouden: je komt op de wachtlijst.")
    return t("Bevestig je aanmelding: {title}", title=_title(who)), [
        t("Je e-mailadres is aangemeld voor het webinar “{title}”.", title=_title(who)),
        t("Wanneer: {when}.", when=_when(who)),
        t(
            "Klopt dat? Bevestig het dan op je eigen pagina (geef deze link niet door):\n{link}",
            link=own_page(who),
        ),
        standing,
        t("Bevestig je niet voor {moment}, dan vervalt je aanmelding.", moment=until),
    ]


def _confirmed(who: Registration) -> tuple[str, list[str]]:
    return t("Je hebt een plaats: {title}", title=_title(who)), [
        t("Je hebt een plaats bij het webinar “{title}”.", title=_title(who)),
        t("Wanneer: {when}.", when=_when(who)),
        t("Kun je toch niet? Meld je dan af op je eigen pagina. Iemand anders krijgt dan je plaats."),
        _link(who),
    ]


def _waiting(who: Registration) -> tuple[str, list[str]]:
    return t("Je staat op de wachtlijst: {title}", title=_title(who)), [
        t(
            "Alle plaatsen bij het webinar “{title}” zijn bezet. Je staat op de wachtlijst.",
            title=_title(who),
        ),
        t("Wanneer: {when}.", when=_when(who)),
        t("Komt er een plaats vrij en ben jij aan de beurt? Dan krijg je meteen een mail."),
        _link(who),
    ]


def _promoted(who: Registration) -> tuple[str, list[str]]:
    return t("Er is een plaats voor je: {title}", title=_title(who)), [
        t("Er kwam een plaats vrij bij het webinar “{title}”. Die is voor jou.", title=_title(who)),
        t("Wanneer: {when}.", when=_when(who)),
        t("Kun je toch niet? Meld je dan af op je eigen pagina. Iemand anders krijgt dan je plaats."),
        _link(who),
    ]


def _again(who: Registration) -> tuple[str, list[str]]:
    standing = t("Je hebt een plaats.")
    if who.state == State.WAITING:
        standing = t("Je staat op de wachtlijst.")
    return t("Je was al aangemeld: {title}", title=_title(who)), [
        t("Iemand, waarschijnlijk jijzelf, vulde je e-mailadres nog een keer in."),
        t("Je was al aangemeld voor het webinar “{title}”. {standing}", title=_title(who), standing=standing),
        t("Wanneer: {when}.", when=_when(who)),
        _link(who),
    ]


def _cancelled(who: Registration) -> tuple[str, list[str]]:
    again = t("Was dat niet de bedoeling? Meld je dan opnieuw aan:\n{link}", link=page(who.meeting.webinar))
    off = t("Het webinar gaat niet door.")
    return t("Je bent afgemeld: {title}", title=_title(who)), [
        t("Je bent afgemeld voor het webinar “{title}”.", title=_title(who)),
        off if who.meeting.webinar.is_called_off else again,
    ]


def _changed(who: Registration) -> tuple[str, list[str]]:
    return t("Andere tijd: {title}", title=_title(who)), [
        t("Het webinar “{title}” is verzet.", title=_title(who)),
        t("Nieuwe tijd: {when}.", when=_when(who)),
        t("Je plaats op de lijst blijft zoals die was. Kun je dan niet? Meld je af op je eigen pagina."),
        _link(who),
    ]


def _called_off(who: Registration) -> tuple[str, list[str]]:
    return t("Gaat niet door: {title}", title=_title(who)), [
        t("Het webinar “{title}” gaat niet door.", title=_title(who)),
        t("Het zou zijn op {when}. Je hoeft niets te doen.", when=_when(who)),
    ]


def _reminder(who: Registration) -> tuple[str, list[str]]:
    room = who.meeting.room_address
    way_in = t("De link naar de live-ruimte komt op je eigen pagina te staan.")
    if room:
        way_in = t("De live-ruimte:\n{room}", room=room)
    return t("Herinnering: {title}", title=_title(who)), [
        t("Binnenkort is het webinar “{title}”. Je hebt een plaats.", title=_title(who)),
        t("Wanneer: {when}.", when=_when(who)),
        way_in,
        t("Kun je toch niet? Meld je dan af op je eigen pagina. Iemand anders krijgt dan je plaats."),
        _link(who),
    ]


def _recording(who: Registration) -> tuple[str, list[str]]:
    paragraphs = [
        t("Je kunt het webinar “{title}” terugkijken en teruglezen.", title=_title(who)),
        t("De opname:\n{link}", link=page(who.meeting.webinar)),
    ]
    if who.meeting.asks_opinions(timezone.now()) and not who.gave_opinion:
        what = t("Vertel op je eigen pagina wat je ervan vond. Niemand ziet wie wat antwoordde.")
        paragraphs += [what, _link(who)]
    return t("De opname staat klaar: {title}", title=_title(who)), paragraphs


def _foot(who: Registration) -> str:
    day = date(who.meeting.shred_at.astimezone(HERE).date())
    return t(
        "Deze mail komt van Doorlezen, omdat je adres is aangemeld voor dit webinar. Was jij dat niet? "
        "Meld je dan af, of doe niets. Op {day} wissen wij je naam, je e-mailadres en je organisatie.",
        day=day,
    )


_WORDS: dict[Kind, Words] = {
    Kind.CONFIRM: _confirm,
    Kind.CONFIRMED: _confirmed,
    Kind.WAITING: _waiting,
    Kind.PROMOTED: _promoted,
    Kind.AGAIN: _again,
    Kind.CANCELLED: _cancelled,
    Kind.CHANGED: _changed,
    Kind.CALLED_OFF: _called_off,
    Kind.REMINDER: _reminder,
    Kind.RECORDING: _recording,
}
