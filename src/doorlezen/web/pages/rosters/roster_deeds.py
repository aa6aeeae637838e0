"""What somebody does with a roster: have it made, sought further, stopped, frozen, thrown away."""

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_POST

from doorlezen.accounts.actor import Actor
from doorlezen.language import InputError, t, whole
from doorlezen.rosters.domain import deciding_rosters, roster_making
from doorlezen.rosters.models import TeamRoster
from doorlezen.visits.domain.roster_publishing import publish
from doorlezen.web.day import today
from doorlezen.web.here import QUIET, actor_of, needs, to
from doorlezen.web.pieces import sentence


@require_POST
@needs("rosters.make")
def make_roster(request: HttpRequest) -> HttpResponse:
    """Have a roster made of the adopted plan and the team."""
    try:
        made = roster_making.make(actor_of(request), now=timezone.now())
    except InputError as wrong:
        messages.error(request, sentence(wrong.what))
        return to(request, "team:roster")
    return to(request, "rosters:roster", pk=made.pk)


def _freeze(actor: Actor, roster: int) -> str:
    deciding_rosters.freeze(actor, roster=roster, now=timezone.now())
    return t("Het rooster ligt vast.")


def _unfreeze(actor: Actor, roster: int) -> str:
    deciding_rosters.unfreeze(actor, roster=roster)
    return t("Het rooster is weer een concept.")


def _publish(actor: Actor, roster: int) -> str:
    done = publish(actor, roster=roster, today=today(), now=timezone.now())
    return t(
        "Het rooster is bekend: {new} bezoeken erbij, {changed} veranderd, {cancelled} vervallen.",
        new=whole(done.new),
        changed=whole(done.changed),
        cancelled=whole(done.cancelled),
    )


def _further(actor: Actor, roster: int) -> str:
    roster_making.seek_further(actor, roster=roster)
    return t("Er wordt verder gezocht.")


def _stop(actor: Actor, roster: int) -> str:
    roster_making.stop(actor, roster=roster)
    return t("Het zoeken stopt. Wat er gevonden is, blijft.")


def _throw_away(actor: Actor, roster: int) -> str:
    deciding_rosters.throw_away(actor, roster=roster)
    return t("Het rooster is weg.")


DEEDS: dict[str, Callable[[Actor, int], str]] = {
    "vastzetten": _freeze,
    "losmaken": _unfreeze,
    "bekendmaken": _publish,
    "verder": _further,
    "stoppen": _stop,
    "weggooien": _throw_away,
}
"""What can be done, by the last part of its address; each says what came of it."""


@require_POST
@needs("rosters.make")
def decide(request: HttpRequest, pk: int, what: str) -> HttpResponse:
    """Do one of `DEEDS`, and go back to the roster, or to the list where it is gone."""
    deed = DEEDS.get(what)
    if deed is None:
        raise Http404
    actor = actor_of(request)
    try:
        messages.success(request, deed(actor, pk), extra_tags=QUIET)
    except TeamRoster.DoesNotExist:
        raise Http404 from None
    except InputError as wrong:
        messages.error(request, sentence(wrong.what))
    return to(request, "rosters:list") if what == "weggooien" else to(request, "rosters:roster", pk=pk)
