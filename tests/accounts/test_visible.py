"""Who sees which gemeenten and schools: against the rule in plain sets, over drawn worlds."""

from dataclasses import dataclass, field

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from doorlezen.accounts.actor import Actor
from doorlezen.accounts.domain.visible import Visible
from doorlezen.accounts.models import Organisation, Person
from doorlezen.accounts.roles import ROLES_OF_KIND, OrganisationKind
from doorlezen.planning.proposals.sight import sight_of
from doorlezen.register.models import Gemeente, Listing, School
from tests.examples import examples

CODES = ("0214", "0216", "0281", "0344")
SCHOOLS = tuple(f"{number:02}AP00" for number in range(6))
KINDS = tuple(OrganisationKind)


@dataclass(frozen=True)
class World:
    """Where each school stands ("" nowhere); of each organisation its kind, gemeenten, school, and whom it
    supports."""

    stands: tuple[str, ...]
    organisations: tuple[tuple[OrganisationKind, frozenset[str], str, frozenset[int]], ...]
    made: list[Organisation] = field(default_factory=list, compare=False)

    def make(self) -> None:
        """The same in the database."""
        gemeenten = {code: Gemeente.objects.create(code=code, name=f"G{code}") for code in CODES}
        for code, gemeente in zip(SCHOOLS, self.stands, strict=True):
            school = School.objects.create(code=code)
            Listing.objects.create(school=school, gemeente=gemeenten.get(gemeente))
        for at, (kind, where, school, _) in enumerate(self.organisations):
            its = school if kind == OrganisationKind.SCHOOL else None
            made = Organisation.objects.create(kind=kind, name=f"O{at}", slug=f"o{at}", school_id=its)
            made.gemeenten.set(gemeenten[code] for code in sorted(where))
            self.made.append(made)
        for made, (_, _, _, supported) in zip(self.made, self.organisations, strict=True):
            made.supports.set(self.made[at] for at in sorted(supported))

    def gemeenten(self, at: int) -> set[str]:
        """The gemeenten that this organisation sees, as the house states the rule."""
        kind, where, school, supported = self.organisations[at]
        match kind:
            case OrganisationKind.NATIONAL:
                return set(CODES)
            case OrganisationKind.LIBRARY | OrganisationKind.GEMEENTE:
                return set(where)
            case OrganisationKind.SCHOOL:
                return {self.stands[SCHOOLS.index(school)]} - {""}
            case OrganisationKind.POI:
                libraries = [self.organisations[other] for other in supported]
                return {
                    code for kind, its, _, _ in libraries if kind == OrganisationKind.LIBRARY for code in its
                }

    def schools(self, at: int) -> set[str]:
        """The schools that it sees."""
        kind, _, school, _ = self.organisations[at]
        if kind == OrganisationKind.SCHOOL:
            return {school}
        if kind == OrganisationKind.NATIONAL:
            return set(SCHOOLS)
        seen = self.gemeenten(at)
        return {code for code, where in zip(SCHOOLS, self.stands, strict=True) if where in seen}


def worlds() -> st.SearchStrategy[World]:
    """Seven organisations, of every kind at least one; a POI may support a gemeente by mistake."""
    kinds = st.permutations([*KINDS, OrganisationKind.LIBRARY, OrganisationKind.LIBRARY])
    where, school = st.frozensets(st.sampled_from(CODES)), st.sampled_from(SCHOOLS)
    facts = st.tuples(where, school, st.frozensets(st.integers(0, 6)))
    return st.builds(
        lambda stands, kinds, facts: World(
            tuple(stands), tuple((kind, *of) for kind, of in zip(kinds, facts, strict=True))
        ),
        st.lists(st.sampled_from((*CODES, "")), min_size=6, max_size=6),
        kinds,
        st.lists(facts, min_size=7, max_size=7),
    )


def actor_of(organisation: Organisation) -> Actor:
    """Somebody with every role there."""
    roles = frozenset(ROLES_OF_KIND[OrganisationKind(organisation.kind)])
    return Actor(Person(pk=1, name="Iemand"), organisation, roles)


@pytest.mark.django_db
@settings(
    max_examples=examples(25), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(world=worlds())
def test_everybody_sees_what_the_rule_says_in_the_register_and_in_plans(world: World) -> None:
    with transaction.atomic():
        world.make()
        for at, organisation in enumerate(world.made):
            actor = actor_of(organisation)
            visible = Visible(actor)
            assert {gemeente.code for gemeente in visible.gemeenten} == world.gemeenten(at)
            seen = list(visible.schools.rows().values_list("pk", flat=True))
            assert seen == sorted(world.schools(at))
            assert [code for code in SCHOOLS if Visible(actor).school(code)] == seen
            _sees_the_same_in_a_plan(actor, visible, world.schools(at))
        transaction.set_rollback(True)


def _sees_the_same_in_a_plan(actor: Actor, visible: Visible, schools: set[str]) -> None:
    """A library and its POI see the library's plans whole, a gemeente and a school what they see elsewhere,
    and the national programme nothing of them."""
    sight = sight_of(actor)
    match actor.kind:
        case OrganisationKind.LIBRARY | OrganisationKind.POI:
            assert sight.whole
        case OrganisationKind.GEMEENTE:
            assert (sight.gemeenten, sight.school) == (frozenset(visible.codes or ()), None)
        case OrganisationKind.SCHOOL:
            assert (sight.gemeenten, {sight.school}) == (None, schools)
        case OrganisationKind.NATIONAL:
            assert (sight.gemeenten, sight.school, sight.money, sight.prices) == (
                frozenset(),
                "",
                False,
                False,
            )
