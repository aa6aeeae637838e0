"""The index stays in step with the catalogue, whoever changes what, and however many at once."""

import threading
from typing import Any

import pytest
from django.db import connection, transaction
from django.db.models import Sum
from django_scopes import scopes_disabled
from pytest_django import DjangoCaptureOnCommitCallbacks

from doorlezen.accounts.roles import Role
from doorlezen.webinars.catalogue.shape import FORMAT, AppearanceEntry, Catalogue, DocumentEntry, PartEntry
from doorlezen.webinars.domain import catalogue_lists, editing
from doorlezen.webinars.domain.catalogue_loading import take_in
from doorlezen.webinars.domain.entries import LISTS
from doorlezen.webinars.models import Status, Webinar
from doorlezen.webinars.search.index_upkeep import index_everything, tidy
from doorlezen.webinars.search.indexing import forget_webinar, index_webinar
from doorlezen.webinars.search.models import ALL, Passage, Posting, Stem, Word
from doorlezen.webinars.search.searching import search
from doorlezen.webinars.search.tasks import tidy_search_index
from tests.cli.inside import commands
from tests.people import Neighbourhood
from tests.webinars.conftest import NOW
from tests.webinars.search.conftest import Add, put_in, track

Rows = list[tuple[Any, ...]]


def passages_and_postings() -> tuple[Rows, Rows]:
    columns = ("webinar__slug", "document__title", "source", "start", "end", "speaker", "text", "vector")
    passages = Passage.objects.order_by("webinar__slug", "source", "start", "text").values_list(*columns)
    columns = ("webinar__slug", "stem", "impact", "passages")
    return list(passages), list(Posting.objects.order_by("webinar__slug", "stem").values_list(*columns))


def counts() -> dict[str, int]:
    summed = Stem.objects.values("stem").annotate(found=Sum("passages")).order_by("stem")
    return {stem: found for stem, found in summed.values_list("stem", "found") if found}


def counted_anew() -> dict[str, int]:
    """The counts by their definition: in how many passages each stem stands."""
    found: dict[str, int] = {ALL: Passage.objects.count()} if Passage.objects.exists() else {}
    with connection.cursor() as cursor:
        cursor.execute(
            f"select stem, count(*) from {Passage._meta.db_table},"
            " lateral unnest(tsvector_to_array(vector)) as stem group by stem"
        )
        return found | dict(cursor.fetchall())


def slugs(question: str) -> list[str]:
    return [hit.webinar.slug for hit in search(question, now=NOW).hits]


def test_an_index_kept_in_step_is_that_made_anew(shipped: None, add: Add) -> None:
    document = DocumentEntry("Notitie", url="https://voorbeeld.example/n", text="Kinderen en kasten.")
    add("een", "De schoolgiraffen lopen.", documents=(document,))
    add("twee", "Veel giraffen.")
    add("een", "De schoolgiraffen liepen weg.", "En kwamen terug.", documents=(document, document))
    add("twee", "Weinig giraffen.", documents=(document,))
    add("drie", "Weg hiermee.")
    gone = Webinar.objects.get(slug="drie")
    forget_webinar(gone)
    gone.delete()
    assert counts() == counted_anew()
    tidy()
    kept, kept_counts = passages_and_postings(), counts()
    for model in (Passage, Posting, Stem, Word):
        model._default_manager.all().delete()
    assert index_everything() == Webinar.objects.count() == 10
    assert passages_and_postings() == kept
    assert counts() == kept_counts == counted_anew()
    assert Stem.objects.count() == len(kept_counts)


def test_a_compound_is_taken_apart_once_its_part_is_known(add: Add) -> None:
    add("een", "De giraffenhuis is dicht.")
    assert slugs("giraffen") == []
    add("twee", "Veel giraffen.")
    assert tidy() == 1
    assert sorted(slugs("giraffen")) == ["een", "twee"]
    assert tidy() == 0


def test_what_is_taken_out_is_not_found_and_not_counted(add: Add) -> None:
    add("een", "De olifant.", "De giraf.")
    add("een", "De giraf.")
    assert slugs("olifant") == []
    assert "olifant" not in counts()
    forget_webinar(Webinar.objects.get())
    assert (slugs("giraf"), counts(), Posting.objects.count()) == ([], {}, 0)


def test_indexing_what_was_deleted_meanwhile_does_nothing(add: Add) -> None:
    webinar = add("een", "De olifant.")
    forget_webinar(webinar)
    Webinar.objects.filter(pk=webinar.pk).delete()
    index_webinar(webinar)
    assert Passage.objects.count() == 0


def test_what_editors_change_is_followed(
    add: Add,
    neighbourhood: Neighbourhood,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    LISTS["themes"].model._default_manager.create(slug="geld", title="Geld")
    webinar = add("een", "Welkom.", themes=("geld",))
    Webinar.objects.update(organisation=neighbourhood.poi)
    actor = neighbourhood.actor(neighbourhood.poi, Role.POI_ADVISER)

    def change(**fields: Any) -> None:
        webinar.refresh_from_db()
        editing.change(actor, "een", editing.to_fields(**fields), seen=webinar.version, what="proef", now=NOW)

    with scopes_disabled():
        change(tracks=(track("De olifant."),))
        assert slugs("olifant") == ["een"]
        change(tracks=(), chapters=(), title="Over giraffen")
        assert (slugs("olifant"), slugs("giraffen")) == ([], ["een"])
        change(documents=(DocumentEntry("Notitie", url="https://voorbeeld.example/n", text="Zebra."),))
        assert slugs("zebra") == ["een"]
        with django_capture_on_commit_callbacks(execute=True):
            catalogue_lists.save(actor, "themes", {"slug": "geld", "title": "Neushoorn"}, was="geld")
        assert slugs("neushoorn") == ["een"]
    assert counts() == counted_anew()


def test_a_draft_that_is_thrown_away_is_not_counted(add: Add, neighbourhood: Neighbourhood) -> None:
    webinar = add("een", "De olifant.", status=Status.DRAFT, publish_at=None)
    Webinar.objects.update(organisation=neighbourhood.poi)
    actor = neighbourhood.actor(neighbourhood.poi, Role.POI_ADVISER)
    assert counts() != {}
    with scopes_disabled():
        editing.remove(actor, "een", seen=webinar.version)
    assert counts() == {}


def test_a_new_name_of_a_speaker_or_theme_is_found(
    add: Add, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    LISTS["speakers"].model._default_manager.create(slug="ada", name="Ada Zonneveld")
    add("een", "Welkom.", parts=(PartEntry("Gesprek", None, (AppearanceEntry("ada"),)),))
    add("twee", "Welkom.")
    renamed = Catalogue(FORMAT, speakers=(catalogue_lists.shape.SpeakerEntry("ada", "Ada Maanveld"),))
    with django_capture_on_commit_callbacks(execute=True):
        take_in(renamed, actor=None, what="proef", now=NOW)
    assert (slugs("Maanveld"), slugs("Zonneveld")) == (["een"], [])
    assert counts() == counted_anew()


def test_the_nightly_job_adds_up(add: Add) -> None:
    for slug in ("een", "twee", "drie"):
        add(slug, "De olifant.")
    before = counts()
    assert Stem.objects.count() > len(before)
    tidy_search_index(0)
    assert (counts(), Stem.objects.count()) == (before, len(before))


def test_the_command_makes_the_index_anew(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, db: None
) -> None:
    call = commands(capsys, monkeypatch)
    assert call("webinars", "load").status == 0
    Posting.objects.all().delete()
    assert call("webinars", "reindex")[:2] == (0, "8 webinars geïndexeerd.\n")
    assert Posting.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_many_at_once_neither_wait_for_each_other_nor_miscount() -> None:
    """Two take in the same new words in opposite orders, in one long transaction each; a third goes on."""
    numbers = range(4)
    webinars = {(side, number): put_in(f"{side}-{number}", "Welkom.") for side in "ab" for number in numbers}
    shared = put_in("samen", "Welkom.")
    half_way = threading.Barrier(2, timeout=60)
    wrong: list[Exception] = []

    def work(side: str, order: list[int]) -> None:
        try:
            with transaction.atomic():
                for done, number in enumerate(order):
                    if done == len(order) // 2:
                        half_way.wait()  # both hold what they have written so far
                    put_in(f"{side}-{number}", f"Nieuw woord{'x' * number} en de olifant {number}.")
                half_way.wait()  # and neither has committed when both are done
            index_webinar(shared)
        except Exception as error:
            wrong.append(error)
            half_way.abort()
        finally:
            connection.close()

    workers = [
        threading.Thread(target=work, args=("a", [*numbers])),
        threading.Thread(target=work, args=("b", [*reversed(numbers)])),
    ]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(120)
    assert wrong == []
    assert counts() == counted_anew()
    assert len(webinars) + 1 == Webinar.objects.count()
    assert Word.objects.filter(word="olifant").count() == 2
    tidy()
    assert Word.objects.filter(word="olifant").count() == 1
    assert counts() == counted_anew()
    assert {slug[0] for slug in slugs("olifant")} == {"a", "b"}
