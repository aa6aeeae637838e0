"""`python -m django gather`: what `doorlezen serve` does with static files before it opens."""

from typing import Any

from django.core.management.base import BaseCommand

from doorlezen.web.operations.static_files import gather


class Command(BaseCommand):
    """Gather, compress and name the files that browsers fetch, unless that has been done."""

    help = "Gather the static files, unless they have not changed."

    def handle(self, *args: Any, **options: Any) -> None:
        done = gather()
        if options["verbosity"]:
            self.stdout.write("gathered" if done else "nothing has changed")
