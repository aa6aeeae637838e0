"""However many leave at the same moment, somebody stays who can let others in."""

import threading
from collections.abc import Callable

import pytest
from django.db import connections
from django.utils import timezone
from django_scopes import scope

from doorlezen.accounts.actor import Actor
from doorlezen.accounts.domain.people import end_membership
from doorlezen.accounts.domain.queries import day_of
from doorlezen.accounts.models import Membership, Person
from doorlezen.accounts.roles import Role
from doorlezen.language import InputError
from tests.people import Neighbourhood, a_neighbourhood, a_person, actor_of


@pytest.fixture
def directors(transactional_db: None) -> tuple[Neighbourhood, list[Person]]:
    """De Linge with three directors."""
    there = a_neighbourhood()
    more = [a_person(name, (there.linge, Role.DIRECTOR)) for name in ("Tweede", "Derde")]
    return there, [there.person(there.linge, Role.DIRECTOR), *more]


def all_at_once(*does: Callable[[], None]) -> list[str]:
    """Do these together, each on a connection of its own; what held some of them back."""
    together, told = threading.Barrier(len(does)), []

    def one(what: Callable[[], None]) -> None:
        try:
            together.wait(10)
            what()
        except InputError as refused:
            told.append(str(refused))
        finally:
            connections.close_all()

    crowd = [threading.Thread(target=one, args=[what]) for what in does]
    for thread in crowd:
        thread.start()
    for thread in crowd:
        thread.join(30)
    assert not any(thread.is_alive() for thread in crowd)
    return told


def ending(actor: Actor, held: Membership) -> Callable[[], None]:
    def end() -> None:
        with scope(organisation=actor.organisation):
            end_membership(actor, membership=held, at=timezone.now())

    return end


def left(there: Neighbourhood) -> int:
    today = day_of(timezone.now())
    held = Membership.everywhere.filter(organisation=there.linge, role=Role.DIRECTOR).order_by("id")
    return sum(one.runs_on(today) for one in held)


@pytest.mark.parametrize("round", range(3))
def test_all_leave_at_once_and_one_stays(directors: tuple[Neighbourhood, list[Person]], round: int) -> None:
    there, people = directors
    held = [Membership.everywhere.get(person=person) for person in people]
    told = all_at_once(
        *(ending(actor_of(person, there.linge), own) for person, own in zip(people, held, strict=True))
    )
    assert (left(there), len(told)) == (1, 1)
    assert told[0].endswith("is hier de laatste directeur; nodig eerst een opvolger uit")


def test_each_ends_the_next_at_once_and_one_stays(directors: tuple[Neighbourhood, list[Person]]) -> None:
    there, people = directors
    held = [Membership.everywhere.get(person=person) for person in people]
    actors = [actor_of(person, there.linge) for person in people]
    told = all_at_once(*(ending(actor, held[number - 1]) for number, actor in enumerate(actors)))
    assert (left(there), len(told)) == (1, 1)


def test_a_role_that_is_over_is_not_ended_again(directors: tuple[Neighbourhood, list[Person]]) -> None:
    there, people = directors
    actor = actor_of(people[0], there.linge)
    held = Membership.everywhere.get(person=people[1])
    ending(actor, held)()
    with pytest.raises(InputError, match="deze rol was al beëindigd"):
        ending(actor, held)()


def test_who_cannot_log_in_any_more_is_no_director_that_stays(
    directors: tuple[Neighbourhood, list[Person]],
) -> None:
    there, people = directors
    Person.objects.filter(pk__in=[person.pk for person in people[1:]]).update(is_active=False)
    with pytest.raises(InputError, match="laatste directeur"):
        ending(actor_of(people[0], there.linge), Membership.everywhere.get(person=people[0]))()
