"""The jobs of visits, as Procrastinate finds them: this module's name is the one that it looks for."""

from django.utils import timezone
from procrastinate.contrib.django import app

from doorlezen.visits.domain import shredding


@app.periodic(cron="10 4 * * *")
@app.task(name="visits.forget_old_words")
def forget_old_words(timestamp: int) -> None:
    """Every night: take away what was typed about visits long ago."""
    shredding.forget_old_words(now=timezone.now())
