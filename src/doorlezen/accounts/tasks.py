"""The jobs of accounts, as Procrastinate finds them: this module's name is the one that it looks for."""

from django.utils import timezone
from procrastinate.contrib.django import app

from doorlezen.accounts.domain import administering, oidc, shredding


@app.task(name=administering.TASK)
def tell_that_rights_ended(*, administering_id: int) -> None:
    """Write in the audit trail that an administrator's time ran out."""
    administering.tell_that_rights_ended(administering_id)


@app.periodic(cron="30 3 * * *")
@app.task(name="accounts.shred_who_left")
def shred_who_left(timestamp: int) -> None:
    """Every night: blank the names of people who left long ago, and what was typed long ago."""
    now = timezone.now()
    shredding.shred_who_left(now)
    shredding.forget_old_traces(now)


@app.periodic(cron="23 * * * *")
@app.task(name="accounts.refresh_issuers")
def refresh_issuers(timestamp: int) -> None:
    """Every hour: what the logins of organisations say about themselves, so that no visitor waits for it."""
    oidc.refresh_issuers()
