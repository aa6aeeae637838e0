"""Every permission about people, asked by everybody: who gets a yes, and what the others read."""

import pytest

from doorlezen.accounts import rules
from doorlezen.accounts.actor import Actor
from doorlezen.accounts.models import Membership
from doorlezen.accounts.permissions import Refused, ask, permissions, require
from doorlezen.accounts.roles import (
    KEEPER_OF_KIND,
    ROLES_OF_KIND,
    STRONG_LOGIN,
    OrganisationKind,
    Role,
)
from doorlezen.web import settings
from tests.people import Neighbourhood

WITH_RIGHTS = "with rights"
Asking = tuple[str, str]
"""The kind of organisation, and the role there; ``WITH_RIGHTS``: an administrator who switched them on."""

LIBRARY, SCHOOL, NATIONAL = "library", "school", "national"
ADMINISTRATORS = {
    (kind.value, WITH_RIGHTS) for kind in ROLES_OF_KIND if Role.ADMINISTRATOR in ROLES_OF_KIND[kind]
}
LET_IN = {(LIBRARY, "director"), (SCHOOL, "school-contact")} | ADMINISTRATORS
PLAIN_ADMINISTRATORS = {(kind, "administrator") for kind, _ in ADMINISTRATORS}
EVERYBODY = {
    (kind.value, role.value) for kind, roles in ROLES_OF_KIND.items() for role in roles
} | ADMINISTRATORS

YES: dict[str, set[Asking]] = {
    "home.see": EVERYBODY,
    "people.see": LET_IN | {(LIBRARY, "adviser")},
    "people.invite": LET_IN,
    "people.give-administrator": ADMINISTRATORS,
    "people.give-role": LET_IN,
    "people.end": LET_IN,
    "settings.change": LET_IN,
    "settings.login": LET_IN - {(SCHOOL, "school-contact")},
    "audit.see": LET_IN - {(SCHOOL, "school-contact")},
    "partners.see": {(LIBRARY, "director"), (LIBRARY, "adviser")},
    "partners.invite": {(LIBRARY, "director")},
    "administering.switch": ADMINISTRATORS | PLAIN_ADMINISTRATORS,
    "organisations.create": {(NATIONAL, WITH_RIGHTS)},
}
ABOUT = {"people.give-role": "person", "people.end": "membership"}


def everybody(neighbourhood: Neighbourhood) -> dict[Asking, Actor]:
    """Everybody who can ask, at one organisation of each kind."""
    asking = {}
    for organisation in (
        neighbourhood.linge,
        neighbourhood.tiel,
        neighbourhood.school_in_tiel,
        neighbourhood.poi,
        neighbourhood.national,
    ):
        for role in ROLES_OF_KIND[OrganisationKind(organisation.kind)]:
            asking[organisation.kind, role.value] = neighbourhood.actor(organisation, role)
            if role is Role.ADMINISTRATOR:
                asking[organisation.kind, WITH_RIGHTS] = neighbourhood.actor(
                    organisation, role, administering=True
                )
    return asking


@pytest.mark.parametrize("permission", YES)
def test_who_may_and_what_the_others_read(neighbourhood: Neighbourhood, permission: str) -> None:
    other = neighbourhood.both
    about = {"person": other, "membership": Membership.everywhere.filter(person=other).first(), None: None}
    thing = about[ABOUT.get(permission)]
    answers = {who: ask(permission, actor, thing) for who, actor in everybody(neighbourhood).items()}
    assert {who for who, answer in answers.items() if answer} == YES[permission]
    reasons = {answer.reason for answer in answers.values() if not answer}
    assert len(reasons) == (0 if YES[permission] == EVERYBODY else 1)
    assert all(len(reason) > 30 and reason.endswith(".") for reason in reasons)
    assert ask(permission, None, thing).reason != ""


def test_no_permission_of_ours_is_left_out() -> None:
    ours = {
        name for name in permissions() if name.partition(".")[0] in {one.partition(".")[0] for one in YES}
    }
    assert ours == set(YES)
    assert rules.lets_in.name


def test_one_may_end_ones_own_role_and_give_oneself_none(neighbourhood: Neighbourhood) -> None:
    for actor in everybody(neighbourhood).values():
        own = Membership.everywhere.get(person=actor.person)
        assert ask("people.end", actor, own)
        assert not ask("people.give-role", actor, actor.person)


def test_a_refusal_carries_permission_and_reason(neighbourhood: Neighbourhood) -> None:
    actor = neighbourhood.actor(neighbourhood.linge, Role.FINANCE)
    with pytest.raises(Refused) as refused:
        require("audit.see", actor)
    assert refused.value.permission == "audit.see"
    assert refused.value.reason.startswith("Alleen de directeur leest het logboek")


def test_rights_that_were_not_needed_are_not_noted(neighbourhood: Neighbourhood) -> None:
    actor = neighbourhood.actor(neighbourhood.linge, Role.ADMINISTRATOR, administering=True)
    require("home.see", actor)
    ask("audit.see", actor)
    assert actor.leant_on == set()
    require("audit.see", actor)
    assert actor.leant_on == {"audit.see"}


def test_a_permission_that_does_not_exist_is_a_mistake(neighbourhood: Neighbourhood) -> None:
    with pytest.raises(KeyError):
        ask("people.fly", neighbourhood.actor(neighbourhood.linge, Role.DIRECTOR))


def test_the_vocabulary_holds_together() -> None:
    assert set(KEEPER_OF_KIND) == set(ROLES_OF_KIND) == set(OrganisationKind)
    assert all(KEEPER_OF_KIND[kind] in roles for kind, roles in ROLES_OF_KIND.items())
    assert {Role.DIRECTOR, Role.FINANCE, Role.ADMINISTRATOR} == STRONG_LOGIN


def test_passwords_are_kept_by_a_slow_hash_and_cookies_are_closed() -> None:
    assert settings.PASSWORD_HASHERS == ["django.contrib.auth.hashers.ScryptPasswordHasher"]
    assert (settings.SESSION_COOKIE_HTTPONLY, settings.CSRF_COOKIE_HTTPONLY) == (True, True)
    assert settings.SESSION_COOKIE_AGE == 12 * 60 * 60
