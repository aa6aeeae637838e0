"""The jobs of the team, as Procrastinate finds them: this module's name is the one that it looks for."""

from django.utils import timezone
from procrastinate.contrib.django import app

from doorlezen.team.domain import members


@app.periodic(cron="50 3 * * *")
@app.task(name="team.shred_old")
def shred_old_members(timestamp: int) -> None:
    """Every night: delete who left the team long ago."""
    members.shred_old(today=timezone.localdate())
