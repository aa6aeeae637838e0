"""The words of every mail: its subject and its paragraphs, as things are when it leaves."""

from collections.abc import Callable

from django.utils import timezone

from doorlezen.language import HERE, date, t
from doorlezen.meetings.domain.line import place_is_held
from doorlezen.meetings.domain.moments import moment, span
from doorlezen.meetings.domain.page_keys import own_page
from doorlezen.meetings.models import PlaceState, Registration
from doorlezen.webinars.links import page

Words = Callable[[Registration], tuple[str, list[str]]]
"""What a kind of letter says to who registered: its subject and its paragraphs."""


def _when(registration: Registration) -> str:
    return span(registration.meeting.starts_at, registration.meeting.ends_at)


def _title(registration: Registration) -> str:
    return registration.meeting.webinar.title


def _link(registration: Registration) -> str:
    return t("Je eigen pagina (geef deze link niet door):\n{link}", link=own_page(registration))


def confirm(who: Registration) -> tuple[str, list[str]]:
    """Whose address is not confirmed yet."""
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


def confirmed(who: Registration) -> tuple[str, list[str]]:
    """Who has a place."""
    return t("Je hebt een plaats: {title}", title=_title(who)), [
        t("Je hebt een plaats bij het webinar “{title}”.", title=_title(who)),
        t("Wanneer: {when}.", when=_when(who)),
        t("Kun je toch niet? Meld je dan af op je eigen pagina. Iemand anders krijgt dan je plaats."),
        _link(who),
    ]


def waiting(who: Registration) -> tuple[str, list[str]]:
    """Who comes on the waiting list."""
    return t("Je staat op de wachtlijst: {title}", title=_title(who)), [
        t(
            "Alle plaatsen bij het webinar “{title}” zijn bezet. Je staat op de wachtlijst.",
            title=_title(who),
        ),
        t("Wanneer: {when}.", when=_when(who)),
        t("Komt er een plaats vrij en ben jij aan de beurt? Dan krijg je meteen een mail."),
        _link(who),
    ]


def promoted(who: Registration) -> tuple[str, list[str]]:
    """Who waited and has a place now."""
    return t("Er is een plaats voor je: {title}", title=_title(who)), [
        t("Er kwam een plaats vrij bij het webinar “{title}”. Die is voor jou.", title=_title(who)),
        t("Wanneer: {when}.", when=_when(who)),
        t("Kun je toch niet? Meld je dan af op je eigen pagina. Iemand anders krijgt dan je plaats."),
        _link(who),
    ]


def again(who: Registration) -> tuple[str, list[str]]:
    """Who was in line already."""
    standing = t("Je hebt een plaats.")
    if who.state == PlaceState.WAITING:
        standing = t("Je staat op de wachtlijst.")
    return t("Je was al aangemeld: {title}", title=_title(who)), [
        t("Iemand, waarschijnlijk jijzelf, vulde je e-mailadres nog een keer in."),
        t("Je was al aangemeld voor het webinar “{title}”. {standing}", title=_title(who), standing=standing),
        t("Wanneer: {when}.", when=_when(who)),
        _link(who),
    ]


def cancelled(who: Registration) -> tuple[str, list[str]]:
    """Who does not come after all."""
    again = t("Was dat niet de bedoeling? Meld je dan opnieuw aan:\n{link}", link=page(who.meeting.webinar))
    off = t("Het webinar gaat niet door.")
    return t("Je bent afgemeld: {title}", title=_title(who)), [
        t("Je bent afgemeld voor het webinar “{title}”.", title=_title(who)),
        off if who.meeting.webinar.is_called_off else again,
    ]


def changed(who: Registration) -> tuple[str, list[str]]:
    """The webinar is moved."""
    return t("Andere tijd: {title}", title=_title(who)), [
        t("Het webinar “{title}” is verzet.", title=_title(who)),
        t("Nieuwe tijd: {when}.", when=_when(who)),
        t("Je plaats op de lijst blijft zoals die was. Kun je dan niet? Meld je af op je eigen pagina."),
        _link(who),
    ]


def called_off(who: Registration) -> tuple[str, list[str]]:
    """The webinar does not go on."""
    return t("Gaat niet door: {title}", title=_title(who)), [
        t("Het webinar “{title}” gaat niet door.", title=_title(who)),
        t("Het zou zijn op {when}. Je hoeft niets te doen.", when=_when(who)),
    ]


def reminder(who: Registration) -> tuple[str, list[str]]:
    """It is soon."""
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


def recording(who: Registration) -> tuple[str, list[str]]:
    """The recording is there."""
    paragraphs = [
        t("Je kunt het webinar “{title}” terugkijken en teruglezen.", title=_title(who)),
        t("De opname:\n{link}", link=page(who.meeting.webinar)),
    ]
    if who.meeting.asks_opinions(timezone.now()) and not who.gave_opinion:
        what = t("Vertel op je eigen pagina wat je ervan vond. Niemand ziet wie wat antwoordde.")
        paragraphs += [what, _link(who)]
    return t("De opname staat klaar: {title}", title=_title(who)), paragraphs


def foot(who: Registration) -> str:
    """Under every mail: why it came, and until when something is kept."""
    day = date(who.meeting.shred_at.astimezone(HERE).date())
    return t(
        "Deze mail komt van Doorlezen, omdat je adres is aangemeld voor dit webinar. Was jij dat niet? "
        "Meld je dan af, of doe niets. Op {day} wissen wij je naam, je e-mailadres en je organisatie.",
        day=day,
    )
