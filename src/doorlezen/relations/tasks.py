"""The jobs of relations, as Procrastinate finds them: this module's name is the one that it looks for."""

from django.utils import timezone
from procrastinate.contrib.django import app

from doorlezen.relations.domain import contacts, notes


@app.periodic(cron="40 3 * * *")
@app.task(name="relations.shred_expired")
def shred_expired(timestamp: int) -> None:
    """Every night: delete the contacts whose term has ended, and notes that are years old."""
    contacts.shred_expired(today=timezone.localdate())
    notes.shred_old(timezone.now())
