"""The jobs of registration, as Procrastinate finds them: this module's name is the one that it looks for."""

from django.utils import timezone
from procrastinate import JobContext, RetryStrategy
from procrastinate.contrib.django import app

from doorlezen.accounts.domain.mail import QUEUE
from doorlezen.meetings.domain import due, line, moving, outbox, posting, shredding

MOST_TRIES = 16
# a mail server that is away for a while: after a minute, then ever longer, for more than a day
_AGAIN = RetryStrategy(max_attempts=MOST_TRIES, exponential_wait=2, wait=60)


@app.task(name=outbox.TASK, queue=QUEUE, pass_context=True, retry=_AGAIN)
def send_letter(context: JobContext, *, letter: int) -> None:
    """Send one letter of the outbox."""
    posting.post(letter, is_last_try=context.job.attempts + 1 >= MOST_TRIES)


@app.periodic(cron="*/5 * * * *")
@app.task(name="webinars.mail_what_is_due", queue=QUEUE, queueing_lock="webinars.mail_what_is_due")
def mail_what_is_due(timestamp: int) -> None:
    """Every five minutes: let go of places held in vain, tell of what is moved or called off, remind, tell
    of recordings."""
    now = timezone.now()
    line.let_all_go(now)
    moving.tell_of_all_moved(now)
    moving.tell_of_all_off(now)
    due.remind(now)
    due.tell_of_recordings(now)


@app.periodic(cron="50 3 * * *")
@app.task(name="webinars.shred_registrations")
def shred_registrations(timestamp: int) -> None:
    """Every night: blank what is personal of meetings whose term is over."""
    shredding.shred_expired(timezone.now())
