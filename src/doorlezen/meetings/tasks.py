"""The jobs of registration, as Procrastinate finds them: this module's name is the one that it looks for."""

from django.utils import timezone
from procrastinate.contrib.django import app

from doorlezen.desk.post.outbox import QUEUE
from doorlezen.meetings.domain import due, line, shredding


@app.periodic(cron="*/5 * * * *")
@app.task(name="webinars.mail_what_is_due", queue=QUEUE, queueing_lock="webinars.mail_what_is_due")
def mail_what_is_due(timestamp: int) -> None:
    """Every five minutes: let go of places held in vain, tell of what is moved or called off, remind, tell
    of recordings."""
    now = timezone.now()
    line.let_all_go(now)
    due.tell_all(now)


@app.periodic(cron="50 3 * * *")
@app.task(name="webinars.shred_registrations")
def shred_registrations(timestamp: int) -> None:
    """Every night: blank what is personal of meetings whose term is over."""
    shredding.shred_expired(timezone.now())
