"""The jobs of relations, as Procrastinate finds them: this module's name is the one that it looks for."""

from django.utils import timezone
from procrastinate.contrib.django import app

from doorlezen.relations.domain import assigning, contacts, notes, own_days


@app.periodic(cron="40 3 * * *")
@app.task(name="relations.shred_expired")
def shred_expired(timestamp: int) -> None:
    """Every night: delete contacts whose term has ended, old notes, and what was said of years long past."""
    contacts.shred_expired(today=timezone.localdate())
    notes.shred_old(timezone.now())
    assigning.shred_past(today=timezone.localdate())
    own_days.shred_past_days(today=timezone.localdate())
