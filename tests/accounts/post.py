"""The mail that waits to be sent, opened."""

import re
from dataclasses import dataclass

from procrastinate.contrib.django.models import ProcrastinateJob

from doorlezen.accounts.domain.mail import TASK, opened
from doorlezen.accounts.letters import AccountLetter

LINK = re.compile(r"http://127\.0\.0\.1:8000(/\S+)")


@dataclass(frozen=True)
class Letter:
    """A mail, as its reader will have it."""

    to: str
    subject: str
    text: str

    @property
    def link(self) -> str:
        """The address of the first link, without the host."""
        found = LINK.search(self.text) or re.search(r"http://localhost(/\S+)", self.text)
        assert found is not None, self.text
        return found.group(1)


def letters() -> list[Letter]:
    """All mail that waits, oldest first."""
    jobs = ProcrastinateJob.objects.filter(task_name=TASK, status="todo").order_by("id")
    rows = AccountLetter.objects.in_bulk([job.args["letter"] for job in jobs])
    waiting = [rows[job.args["letter"]] for job in jobs]
    return [
        Letter(opened(one.sealed_to), opened(one.sealed_subject), opened(one.sealed_text)) for one in waiting
    ]
