"""Whether a letter still tells something that is so, when its turn to leave comes."""

from doorlezen.meetings.models import IN_LINE, Kind, Letter, State

_STATES: dict[str, tuple[State, ...]] = {
    Kind.CONFIRM: (State.HELD,),
    Kind.CONFIRMED: (State.CONFIRMED,),
    Kind.WAITING: (State.WAITING,),
    Kind.PROMOTED: (State.CONFIRMED,),
    Kind.AGAIN: IN_LINE,
    Kind.CANCELLED: (State.CANCELLED,),
    Kind.CHANGED: IN_LINE,
    Kind.CALLED_OFF: IN_LINE,
    Kind.REMINDER: (State.CONFIRMED,),
    Kind.RECORDING: (State.CONFIRMED,),
}


def is_needed(letter: Letter) -> bool:
    """Whether who it is for is still where it says. The next letter tells what became of them instead."""
    registration, meeting = letter.registration, letter.registration.meeting
    if not registration.email:
        return False
    if meeting.webinar.is_called_off and letter.kind not in (Kind.CALLED_OFF, Kind.CANCELLED):
        return False
    if letter.kind == Kind.CHANGED and letter.round != meeting.sequence:
        return False
    return registration.state in _STATES[letter.kind]
