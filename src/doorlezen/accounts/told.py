"""What the actions of accounts are called in the audit trail."""

from django.utils.translation import gettext_lazy

from doorlezen.accounts.domain.audit import calls, codes, says, tells
from doorlezen.accounts.roles import OrganisationKind, Role

tells("people.invited", gettext_lazy("nodigde iemand uit"))
tells("people.invited-again", gettext_lazy("stuurde een uitnodiging opnieuw"))
tells("people.invitation-withdrawn", gettext_lazy("trok een uitnodiging in"))
tells("people.invitation-accepted", gettext_lazy("nam een uitnodiging aan"))
tells("people.joined", gettext_lazy("gaf iemand een rol"))
tells("people.ended", gettext_lazy("beëindigde een rol"))
tells("people.login-tied", gettext_lazy("koppelde het eigen account van de organisatie"))
tells("people.shredded", gettext_lazy("wiste naam en e-mailadres van wie vertrok"))
tells("settings.changed", gettext_lazy("veranderde de instellingen"))
tells("settings.logo-changed", gettext_lazy("veranderde het logo"))
tells("settings.login-set", gettext_lazy("stelde inloggen via de organisatie in"))
tells("settings.login-removed", gettext_lazy("zette inloggen via de organisatie uit"))
tells("administering.switched-on", gettext_lazy("zette beheerdersrechten aan"))
tells("administering.switched-off", gettext_lazy("zette beheerdersrechten uit"))
tells("administering.ran-out", gettext_lazy("beheerdersrechten liepen af"))
tells("administering.used", gettext_lazy("gebruikte beheerdersrechten"))
tells("organisations.created", gettext_lazy("maakte een organisatie aan"))

calls(
    role=gettext_lazy("rol"),
    since=gettext_lazy("sinds"),
    until=gettext_lazy("tot en met"),
    expires=gettext_lazy("geldig tot"),
    name=gettext_lazy("naam"),
    kind=gettext_lazy("soort"),
    colour=gettext_lazy("kleur"),
    colour_dark=gettext_lazy("kleur in het donker"),
    type=gettext_lazy("soort bestand"),
    bytes=gettext_lazy("grootte in bytes"),
    issuer=gettext_lazy("adres van de uitgever"),
    client_id=gettext_lazy("naam bij de uitgever"),
    is_strong=gettext_lazy("geldt als sterk inloggen"),
    secret=gettext_lazy("geheim"),
    reason=gettext_lazy("reden"),
    permissions=gettext_lazy("gebruikte rechten"),
    request=gettext_lazy("op bladzijde"),
)
codes("since", "until", "expires", "colour", "colour_dark", "type", "sha256", "problem", "permissions")
says("role", **{role.value: role.label for role in Role})
says("kind", **{kind.value: kind.label for kind in OrganisationKind})
says("secret", new=gettext_lazy("nieuw"))
