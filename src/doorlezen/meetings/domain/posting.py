"""Send one letter about a webinar; accounts/domain/posting.py has the promise."""

from doorlezen.accounts.domain import posting
from doorlezen.meetings.domain.needed import is_needed
from doorlezen.meetings.domain.texts import compose
from doorlezen.meetings.models import Letter


def post(letter: int, *, is_last_try: bool = False) -> None:
    """Send the letter with this id, unless it was sent, is not needed any more or may have been sent.

    Raises NotSentYet when the mail server could not take it; it certainly has not got it then.
    """
    letters = Letter.objects.select_related("registration__meeting__webinar")
    posting.post(letters, letter, compose=compose, is_needed=is_needed, is_last_try=is_last_try)
