"""The jobs of the desk, as Procrastinate finds them: this module's name is the one that it looks for."""

from django.utils import timezone
from procrastinate import JobContext, RetryStrategy
from procrastinate.contrib.django import app

from doorlezen.desk.post import outbox, sending

MOST_TRIES = 16
# a mail server that is away for a while: after a minute, then ever longer, for more than a day
_AGAIN = RetryStrategy(max_attempts=MOST_TRIES, exponential_wait=2, wait=60)


@app.task(name=outbox.TASK, queue=outbox.QUEUE, pass_context=True, retry=_AGAIN)
def send_letter(context: JobContext, *, letter: int) -> None:
    """Send one letter."""
    sending.send(letter, is_last_try=context.job.attempts + 1 >= MOST_TRIES)


@app.periodic(cron="25 3 * * *")
@app.task(name="desk.forget_letters")
def forget_letters(timestamp: int) -> None:
    """Every night: delete the letters of which the term is over."""
    outbox.forget_letters(timezone.now())
