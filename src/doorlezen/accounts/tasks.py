"""The jobs of accounts, as Procrastinate finds them: this module's name is the one that it looks for."""

from django.utils import timezone
from procrastinate import JobContext, RetryStrategy
from procrastinate.contrib.django import app

from doorlezen.accounts.domain import administering, mail, oidc, shredding

MOST_TRIES = 16
# a mail server that is away for a while: after a minute, then ever longer, for more than a day
_AGAIN = RetryStrategy(max_attempts=MOST_TRIES, exponential_wait=2, wait=60)


@app.task(name=mail.TASK, queue=mail.QUEUE, pass_context=True, retry=_AGAIN)
def send_mail(context: JobContext, *, letter: int) -> None:
    """Send one mail."""
    mail.send_mail_now(letter, is_last_try=context.job.attempts + 1 >= MOST_TRIES)


@app.task(name=administering.TASK)
def tell_that_rights_ended(*, administering_id: int) -> None:
    """Write in the audit trail that an administrator's time ran out."""
    administering.tell_that_rights_ended(administering_id)


@app.periodic(cron="30 3 * * *")
@app.task(name="accounts.shred_who_left")
def shred_who_left(timestamp: int) -> None:
    """Every night: blank the names of people who left long ago, and what was typed long ago."""
    shredding.shred_who_left()
    shredding.forget_old_traces()
    mail.forget_old_letters(timezone.now())


@app.periodic(cron="23 * * * *")
@app.task(name="accounts.refresh_issuers")
def refresh_issuers(timestamp: int) -> None:
    """Every hour: what the logins of organisations say about themselves, so that no visitor waits for it."""
    oidc.refresh_issuers()
