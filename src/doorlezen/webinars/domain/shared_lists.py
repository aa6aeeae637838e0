"""Lists are shared: who may change what stands in one, and who else uses it."""

from django.db.models import Model, Q
from django.utils import timezone

from doorlezen.accounts.actor import Actor
from doorlezen.accounts.permissions import ask
from doorlezen.language import InputError, t
from doorlezen.webinars.domain.entries import LISTS
from doorlezen.webinars.domain.queries import published
from doorlezen.webinars.models import Series, Webinar


def held_by_others(actor: Actor, name: str, row: Model) -> str:
    """Why this actor may not change ``row`` of the list ``name``; empty where nothing holds it.

    Who uses it is named as far as everybody can see it; that a draft does, is not told whose it is.
    """
    if ask("webinars.exchange", actor):
        return ""
    others = Webinar.objects.filter(Q(**{LISTS[name].used_at: row})).exclude(organisation=actor.organisation)
    of_another = isinstance(row, Series) and row.organisation_id not in {None, actor.organisation.pk}
    if not of_another and not others.exists():
        return ""
    seen = published(timezone.now()).filter(pk__in=others.values("pk")).order_by("organisation__name")
    names = seen.values_list("organisation__name", flat=True).distinct()
    told = ", ".join(dict.fromkeys(each or t("het landelijke programma") for each in names))
    return t(
        "dit gebruiken ook anderen ({who}); de beheerder van het landelijke programma kan het wijzigen",
        who=told or t("een andere organisatie"),
    )


def require_own(actor: Actor, name: str, row: Model) -> None:
    """Raise InputError where others use it too."""
    if held := held_by_others(actor, name, row):
        raise InputError(str(row), held)
