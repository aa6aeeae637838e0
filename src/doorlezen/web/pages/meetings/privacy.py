"""What people are told of their data, on the form itself. docs/meetings.md says the same."""

from doorlezen.language import HERE, date, t
from doorlezen.meetings.models import Meeting


def paragraph(meeting: Meeting) -> str:
    """For what, for how long, and for whom."""
    day = date(meeting.shred_at.astimezone(HERE).date())
    return t(
        "Wij vragen je naam, je e-mailadres en je organisatie om je een plaats te geven en je over dit "
        "webinar te mailen. Alleen de organisatoren zien ze. Op {day} wissen wij ze; daarna weten we nog "
        "hoeveel mensen zich aanmeldden, niet meer wie. Bevestig je je adres niet, dan wissen wij ze na een "
        "dag.",
        day=day,
    )
