"""Load files on behalf of somebody: asked first, and written down in the same transaction."""

import datetime
from collections.abc import Sequence
from dataclasses import replace

from django.db import transaction
from django.utils import timezone

from doorlezen.accounts.actor import Actor
from doorlezen.accounts.permissions import require
from doorlezen.desk.events import record
from doorlezen.documents.source import Source
from doorlezen.register.domain.editions import Offered
from doorlezen.register.domain.load import load
from doorlezen.register.domain.load_collaborations import load_collaborations
from doorlezen.register.domain.load_result import LoadReport
from doorlezen.register.models import Kind


def load_own_list(*, actor: Actor, source: Source, day: datetime.date | None) -> LoadReport:
    """Load the list of the actor's own library as the state of ``day`` (None: today).

    Raises Refused, and what `load_collaborations` raises; nothing is written then.
    """
    require("collaborations.load", actor)
    own = Offered(Kind.COLLABORATIONS, source, day, owner=actor.organisation.slug, by=actor.person.pk)
    with transaction.atomic():
        report = load_collaborations(own, today=timezone.localdate())
        _write_down(actor, report)
    return report


def load_published(*, actor: Actor, offered: Sequence[Offered], accept_closures: bool = False) -> LoadReport:
    """Load files of open data, for everybody. Raises Refused, and what `load` raises."""
    require("register.load", actor)
    with transaction.atomic():
        report = load(
            [replace(file, by=actor.person.pk) for file in offered], accept_closures=accept_closures
        )
        _write_down(actor, report)
    return report


def _write_down(actor: Actor, report: LoadReport) -> None:
    for file in report.files:
        if not file.already_loaded:
            edition = file.edition
            after = {
                "kind": edition.kind,
                "peildatum": edition.peildatum.isoformat(),
                "file": edition.file_name,
                "sha256": edition.sha256,
                "rows": edition.rows,
            }
            record(actor, "register.loaded", edition, after=after)
