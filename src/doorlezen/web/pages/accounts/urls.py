"""The addresses about people: one's own, and those at an organisation (``of_an_organisation``)."""

from django.urls import URLPattern, URLResolver, include, path

from doorlezen.web.operations.rate_limits import Limiter
from doorlezen.web.pages.accounts import (
    account,
    administering,
    demo,
    invitation,
    logbook,
    oidc,
    organisations,
    partners,
    passkeys,
    people,
)

people_urls: list[URLPattern | URLResolver] = [
    path("", people.everybody, name="everybody"),
    path("uitnodigen/", people.invite, name="invite"),
    path("uitnodigingen/<number:invitation>/opnieuw/", people.invite_again, name="invite-again"),
    path("uitnodigingen/<number:invitation>/intrekken/", people.withdraw, name="withdraw"),
    path("<number:person>/rol/", people.give_role, name="give-role"),
    path("rollen/<number:membership>/beeindigen/", people.end, name="end"),
]
partners_urls: list[URLPattern | URLResolver] = [
    path("", partners.every, name="every"),
    path("uitnodigen/", partners.invite, name="invite"),
    path("lijst/", partners.from_list, name="list"),
    path("lijst/uitnodigen/", partners.invite_all, name="invite-all"),
    path("lijst.xlsx", partners.template, name="template"),
    path("<number:invitation>/opnieuw/", partners.invite_again, name="invite-again"),
    path("<number:invitation>/intrekken/", partners.withdraw, name="withdraw"),
]
administering_urls: list[URLPattern | URLResolver] = [
    path("", administering.rights, name="rights"),
    path("uit/", administering.off, name="off"),
]
organisations_urls: list[URLPattern | URLResolver] = [
    path("", organisations.every, name="every"),
    path("nieuw/", organisations.new, name="new"),
]

of_an_organisation: list[URLPattern | URLResolver] = [
    path("mensen/", include((people_urls, "people"))),
    path("partners/", include((partners_urls, "partners"))),
    path("logboek/", logbook.read, name="logbook"),
    path("beheer/", include((administering_urls, "administering"))),
    path("organisaties/", include((organisations_urls, "organisations"))),
]

CLOSED = {
    "account/signup/": "account_signup",
    "account/login/code/confirm/": "account_confirm_login_code",
    "account/3rdparty/": "socialaccount_connections",
    "account/3rdparty/signup/": "socialaccount_signup",
    "account/social/login/cancelled/": "",
    "account/social/login/error/": "",
    "account/social/signup/": "",
    "account/social/connections/": "",
}
"""Pages of django-allauth that this site does not have. The names stay: allauth asks where they are."""


def for_everybody(limited: Limiter) -> list[URLPattern | URLResolver]:
    """What lies under no organisation. ``limited`` guards a view (web/operations/rate_limits.py).

    So many visits of one visitor, and of one organisation, may go to an issuer; a whole library that logs in
    at nine o'clock stays well below.
    """
    per_visitor = limited("oidc", times=200, minutes=10, methods=("GET", "POST"))
    per_organisation = limited(
        "oidc.organisation", times=1000, minutes=10, methods=("GET", "POST"), of="provider_id"
    )
    return [
        path(
            "account/oidc/<slug:provider_id>/login/",
            per_visitor(per_organisation(oidc.go)),
            name="openid_connect_login",
        ),
        path(
            "account/oidc/<slug:provider_id>/login/callback/",
            per_visitor(per_organisation(oidc.come_back)),
            name="openid_connect_callback",
        ),
        *_ALWAYS,
    ]


_ALWAYS: list[URLPattern | URLResolver] = [
    path("account/", account.own, name="account_own"),
    path("account/tweede-stap/", account.strong_login, name="account_strong_login"),
    path("account/eigen-login/", account.own_login, name="account_own_login"),
    path("account/via-organisatie/", account.by_organisation, name="account_by_organisation"),
    path("uitnodiging/<str:token>/", invitation.invitation, name="invitation"),
    path("demo/", demo.people, name="demo"),
    path("demo/<number:person>/", demo.become, name="demo-become"),
    *(path(address, account.closed, name=name or None) for address, name in CLOSED.items()),
    path("account/koppelen/", oidc.tie, name="account_tie"),
    path("account/2fa/webauthn/keys/<int:pk>/remove/", passkeys.remove, name="mfa_remove_webauthn"),
    path("account/", include("allauth.urls")),
]
