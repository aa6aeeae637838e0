"""What the actions of accounts are called in the audit trail."""

from django.utils.translation import gettext_lazy

from doorlezen.accounts.roles import OrganisationKind, Role
from doorlezen.desk.event_names import name_events

name_events(
    actions={
        "people.invited": gettext_lazy("nodigde iemand uit"),
        "people.invited-again": gettext_lazy("stuurde een uitnodiging opnieuw"),
        "people.invitation-withdrawn": gettext_lazy("trok een uitnodiging in"),
        "people.invitation-accepted": gettext_lazy("nam een uitnodiging aan"),
        "people.joined": gettext_lazy("gaf iemand een rol"),
        "people.ended": gettext_lazy("beëindigde een rol"),
        "people.login-tied": gettext_lazy("koppelde het eigen account van de organisatie"),
        "people.shredded": gettext_lazy("wiste naam en e-mailadres van wie vertrok"),
        "settings.changed": gettext_lazy("veranderde de instellingen"),
        "settings.logo-changed": gettext_lazy("veranderde het logo"),
        "settings.login-set": gettext_lazy("stelde inloggen via de organisatie in"),
        "settings.login-removed": gettext_lazy("zette inloggen via de organisatie uit"),
        "administering.switched-on": gettext_lazy("zette beheerdersrechten aan"),
        "administering.switched-off": gettext_lazy("zette beheerdersrechten uit"),
        "administering.ran-out": gettext_lazy("beheerdersrechten liepen af"),
        "administering.used": gettext_lazy("gebruikte beheerdersrechten"),
        "organisations.created": gettext_lazy("maakte een organisatie aan"),
        "partners.invited": gettext_lazy("nodigde een gemeente of school uit"),
        "partners.invited-again": gettext_lazy("stuurde een gemeente of school de uitnodiging opnieuw"),
        "partners.invitation-withdrawn": gettext_lazy("trok de uitnodiging van een gemeente of school in"),
    },
    fields={
        "role": gettext_lazy("rol"),
        "since": gettext_lazy("sinds"),
        "until": gettext_lazy("tot en met"),
        "expires": gettext_lazy("geldig tot"),
        "name": gettext_lazy("naam"),
        "kind": gettext_lazy("soort"),
        "colour": gettext_lazy("kleur"),
        "four_eyes": gettext_lazy("wie een plan voorstelt, stelt het niet zelf vast"),
        "colour_dark": gettext_lazy("kleur in het donker"),
        "type": gettext_lazy("soort bestand"),
        "bytes": gettext_lazy("grootte in bytes"),
        "issuer": gettext_lazy("adres van de uitgever"),
        "client_id": gettext_lazy("naam bij de uitgever"),
        "is_strong": gettext_lazy("geldt als sterk inloggen"),
        "secret": gettext_lazy("geheim"),
        "reason": gettext_lazy("reden"),
        "permissions": gettext_lazy("gebruikte rechten"),
        "let_in_by": gettext_lazy("uitgenodigd door"),
        "request": gettext_lazy("op bladzijde"),
    },
    values={
        "role": {role.value: role.label for role in Role},
        "kind": {kind.value: kind.label for kind in OrganisationKind},
        "secret": {
            "new": gettext_lazy("nieuw"),
        },
    },
    codes=("since", "until", "expires", "colour", "colour_dark", "four_eyes", "type", "permissions"),
    hidden=("sha256", "problem"),
)
