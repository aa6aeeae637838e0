"""The mail that waits to be sent, opened."""

import re

from procrastinate.contrib.django.models import ProcrastinateJob

from doorlezen.desk.models import Letter
from doorlezen.desk.post.letter_kinds import Mail
from doorlezen.desk.post.outbox import TASK, sealed_mail

LINK = re.compile(r"http://(?:127\.0\.0\.1:8000|localhost)(/\S+)")


class Opened(Mail):
    """A mail, as its reader will have it."""

    @property
    def link(self) -> str:
        """The address of the first link, without the host."""
        found = LINK.search(self.text)
        assert found is not None, self.text
        return found.group(1)


def letters() -> list[Opened]:
    """All mail that waits sealed, oldest first."""
    jobs = ProcrastinateJob.objects.filter(task_name=TASK, status="todo").order_by("id")
    rows = Letter.objects.exclude(sealed="").in_bulk([job.args["letter"] for job in jobs])
    mails = [sealed_mail(rows[job.args["letter"]]) for job in jobs if job.args["letter"] in rows]
    return [Opened(mail.to, mail.subject, mail.text) for mail in mails]
