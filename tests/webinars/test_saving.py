"""Writing webinars: versions, who did what, and nobody overwriting another."""

import dataclasses
import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django_scopes import scope

from doorlezen.accounts.actor import Actor
from doorlezen.accounts.permissions import Refused
from doorlezen.accounts.roles import Role
from doorlezen.desk.models import Event
from doorlezen.language import InputError
from doorlezen.webinars.catalogue.shape import CueEntry, RecordingEntry, ThemeEntry, TrackEntry, WebinarEntry
from doorlezen.webinars.domain import catalogue_lists, editing
from doorlezen.webinars.domain.catalogue_loading import LoadedCatalogue, take_in
from doorlezen.webinars.domain.entries import catalogue, entry_of, whole
from doorlezen.webinars.domain.saving import put
from doorlezen.webinars.domain.shipped import load_shipped, shipped
from doorlezen.webinars.models import Cue, RecordingKind, Redirect, Status, Theme, Version, Webinar
from tests.people import Neighbourhood
from tests.webinars.conftest import NOW
from tests.webinars.entries import CUES, a_full_catalogue, a_recorded, a_webinar

LATER = NOW + datetime.timedelta(hours=1)


@pytest.fixture
def poi(neighbourhood: Neighbourhood) -> Actor:
    return neighbourhood.actor(neighbourhood.poi, Role.POI_ADVISER)


@pytest.fixture
def other_poi(neighbourhood: Neighbourhood) -> Actor:
    return neighbourhood.actor(neighbourhood.other_poi, Role.POI_ADVISER)


@pytest.fixture
def national(neighbourhood: Neighbourhood) -> Actor:
    return neighbourhood.actor(neighbourhood.national, Role.ADMINISTRATOR, administering=True)


def test_the_shipped_meetings_are_loaded_once(db: None) -> None:
    assert load_shipped(now=NOW) == LoadedCatalogue(added=8, changed=0, same=0, left=0)
    assert load_shipped(now=LATER) == LoadedCatalogue(added=0, changed=0, same=8, left=0)
    assert Version.objects.count() == 8
    assert {entry.slug for entry in catalogue().webinars} == {entry.slug for entry in shipped().webinars}


def test_what_an_editor_changed_is_left_alone_by_loading(db: None, national: Actor) -> None:
    load_shipped(now=NOW)
    with scope(organisation=national.organisation):
        editing.change(
            national,
            "kansengelijkheid",
            editing.to_fields(title="Gelijke kansen"),
            seen=1,
            what="Titel",
            now=NOW,
        )
    assert load_shipped(now=LATER) == LoadedCatalogue(added=0, changed=0, same=7, left=1)
    assert Webinar.objects.get(slug="kansengelijkheid").title == "Gelijke kansen"


def test_what_goes_in_comes_out(db: None) -> None:
    full = a_full_catalogue()
    take_in(full, actor=None, what="x", now=NOW)
    assert catalogue() == full


def test_each_change_is_a_version_and_an_audit_entry(poi: Actor) -> None:
    with scope(organisation=poi.organisation):
        put(a_webinar(), actor=poi, what="Gemaakt", now=NOW)
        editing.change(
            poi, "gesprek", editing.to_fields(title="Nieuwe titel"), seen=1, what="Titel gewijzigd", now=LATER
        )
        versions = Version.objects.order_by("number")
        assert [(x.number, x.what, x.person_id, x.organisation) for x in versions] == [
            (1, "Gemaakt", poi.person.pk, "POI Oost"),
            (2, "Titel gewijzigd", poi.person.pk, "POI Oost"),
        ]
        last = Event.objects.order_by("-pk").first()
        assert last is not None
        assert (last.action, last.words.before, last.words.after) == (
            "webinars.changed",
            {"title": "Een gesprek"},
            {"title": "Nieuwe titel"},
        )


def test_no_change_is_no_version(poi: Actor) -> None:
    with scope(organisation=poi.organisation):
        put(a_recorded(), actor=poi, what="Gemaakt", now=NOW)
        put(a_recorded(), actor=poi, what="Nog eens", now=LATER)
        assert Version.objects.count() == Event.objects.filter(action__startswith="webinars").count() == 1


def test_who_began_from_an_older_version_is_refused(poi: Actor) -> None:
    with scope(organisation=poi.organisation):
        put(a_webinar(), actor=poi, what="Gemaakt", now=NOW)
        editing.change(poi, "gesprek", editing.to_fields(title="Een"), seen=1, what="Een", now=NOW)
        with pytest.raises(InputError, match="iemand anders heeft dit webinar intussen gewijzigd"):
            editing.change(poi, "gesprek", editing.to_fields(title="Twee"), seen=1, what="Twee", now=NOW)
    assert Webinar.objects.get().title == "Een"


def test_a_version_comes_back_wholly_but_not_what_the_public_sees(poi: Actor) -> None:
    with scope(organisation=poi.organisation):
        first = a_recorded(status=Status.DRAFT, publish_at=None)
        put(first, actor=poi, what="Gemaakt", now=NOW)
        put(a_webinar(title="Alles weg"), actor=poi, what="Gewijzigd", now=NOW)
        editing.restore(poi, "gesprek", number=1, seen=2, now=LATER)
        entry = entry_of(whole(Webinar.objects.all()).get())
        assert entry == dataclasses.replace(first, status=Status.RELEASED, publish_at=a_webinar().publish_at)
        with pytest.raises(InputError, match="versie 9 bestaat niet"):
            editing.restore(poi, "gesprek", number=9, seen=3, now=LATER)


def test_a_version_that_no_longer_fits_is_refused(poi: Actor) -> None:
    Theme.objects.create(slug="geld", title="Geld")
    with scope(organisation=poi.organisation):
        put(a_webinar(themes=("geld",)), actor=poi, what="Gemaakt", now=NOW)
        put(a_webinar(), actor=poi, what="Gewijzigd", now=NOW)
        Theme.objects.all().delete()
        with pytest.raises(InputError) as refused:
            editing.restore(poi, "gesprek", number=1, seen=2, now=LATER)
    assert str(refused.value) == "themes[0]: geld staat niet in themes"
    assert Version.objects.count() == 2


SECONDS = tuple(CueEntry(n * 1000, n * 1000 + 900, f"Zin {n}", "Noor") for n in range(6))


def spoken(*cues: CueEntry) -> WebinarEntry:
    return a_webinar(tracks=(TrackEntry("nl", "", cues),))


def written() -> dict[str, int]:
    """The captions in their order, each with its row."""
    return dict(Cue.objects.order_by("order").values_list("text", "pk"))


def said(text: str, cue: CueEntry) -> CueEntry:
    return dataclasses.replace(cue, text=text)


def test_saving_a_caption_writes_that_caption_and_reads_the_webinar_once(poi: Actor) -> None:
    with scope(organisation=poi.organisation):
        put(spoken(*SECONDS), actor=poi, what="x", now=NOW)
        before = written()
        edit = editing.to_captions("nl", {2: said("Anders", SECONDS[2])})
        with CaptureQueriesContext(connection) as captured:
            editing.change(poi, "gesprek", edit, seen=1, what="x", now=NOW)
    after = written()
    assert [*after] == ["Zin 0", "Zin 1", "Anders", "Zin 3", "Zin 4", "Zin 5"]
    assert [*after.values()] == [*before.values()]
    statements = [query["sql"] for query in captured]
    touched = [sql for sql in statements if "webinars_cue" in sql and not sql.startswith("SELECT")]
    assert [sql.partition(" ")[0] for sql in touched] == ["UPDATE"]
    assert sum('FROM "webinars_captiontrack"' in sql and "ORDER BY" in sql for sql in statements) <= 2


def test_one_caption_taken_away_leaves_the_rows_of_the_others(poi: Actor) -> None:
    with scope(organisation=poi.organisation):
        put(spoken(*SECONDS), actor=poi, what="x", now=NOW)
        before = written()
        edit = editing.to_captions("nl", {1: None, 4: said("Anders", SECONDS[4])})
        editing.change(poi, "gesprek", edit, seen=1, what="x", now=NOW)
    kept = {text: before[text] for text in ("Zin 0", "Zin 2", "Zin 3", "Zin 5")}
    assert {text: row for text, row in written().items() if text != "Anders"} == kept
    assert [*written()] == ["Zin 0", "Zin 2", "Zin 3", "Anders", "Zin 5"]


def test_two_editors_of_two_captions_both_keep_their_work(poi: Actor, national: Actor) -> None:
    with scope(organisation=poi.organisation):
        put(spoken(*SECONDS), actor=poi, what="x", now=NOW)
        mine = editing.to_captions("nl", {0: None, 3: said("Van mij", SECONDS[3])})
        editing.change(poi, "gesprek", mine, seen=1, what="Mijn", now=NOW)
    with scope(organisation=national.organisation):
        # began from the same version, in which the captions stood one place further
        theirs = editing.to_captions("nl", {4: said("Van jou", SECONDS[4])})
        editing.change(national, "gesprek", theirs, seen=1, what="Jouw", now=LATER)
        both = ["Zin 1", "Zin 2", "Van mij", "Van jou", "Zin 5"]
        assert [*written()] == both
        late = editing.to_captions("nl", {3: said("Te laat", SECONDS[3])})
        with pytest.raises(InputError, match="iemand anders heeft ondertitel 4 intussen gewijzigd"):
            editing.change(national, "gesprek", late, seen=1, what="x", now=LATER)
    assert [*written()] == both
    history = [
        (x.number, x.what, [cue["text"] for cue in x.data["tracks"][0]["cues"]])
        for x in Version.objects.all()
    ]
    assert history == [
        (3, "Jouw", both),
        (2, "Mijn", ["Zin 1", "Zin 2", "Van mij", "Zin 4", "Zin 5"]),
        (1, "x", [cue.text for cue in SECONDS]),
    ]


def test_what_others_changed_since_stays(poi: Actor) -> None:
    with scope(organisation=poi.organisation):
        put(spoken(*SECONDS), actor=poi, what="x", now=NOW)
        new = editing.to_fields(title="Nieuw")
        editing.change(poi, "gesprek", new, seen=1, what="x", now=NOW)
        caption = editing.to_captions("nl", {0: said("Anders", SECONDS[0])})
        editing.change(poi, "gesprek", caption, seen=1, what="x", now=NOW)
        # the whole form is sent: only what this editor changed in it counts
        whole_form = editing.to_fields(title=a_webinar().title, summary="Kort")
        webinar = editing.change(poi, "gesprek", whole_form, seen=1, what="x", now=NOW)
        track = editing.to_track("nl", TrackEntry("nl", "", SECONDS[:2]))
        with pytest.raises(InputError, match="iemand anders heeft dit webinar intussen gewijzigd"):
            editing.change(poi, "gesprek", track, seen=1, what="x", now=NOW)
    assert (webinar.title, webinar.summary, next(iter(written()))) == ("Nieuw", "Kort", "Anders")


def test_publishing_is_about_what_was_seen(poi: Actor) -> None:
    with scope(organisation=poi.organisation):
        put(a_webinar(status=Status.DRAFT, publish_at=None), actor=poi, what="x", now=NOW)
        editing.change(poi, "gesprek", editing.to_fields(title="Nieuw"), seen=1, what="x", now=NOW)
        with pytest.raises(InputError, match="iemand anders heeft dit webinar intussen gewijzigd"):
            editing.release(poi, "gesprek", seen=1, at=NOW, now=NOW)
        with pytest.raises(InputError, match="iemand anders heeft dit webinar intussen gewijzigd"):
            editing.restore(poi, "gesprek", number=1, seen=1, now=NOW)


def test_captions_that_stay_the_same_keep_their_rows(db: None) -> None:
    put(a_recorded(), actor=None, what="x", now=NOW)
    kept = list(Cue.objects.values_list("pk", flat=True))
    put(a_recorded(title="Anders"), actor=None, what="x", now=NOW)
    assert list(Cue.objects.values_list("pk", flat=True)) == kept
    put(a_recorded(tracks=(TrackEntry("nl", "", CUES[:2]),)), actor=None, what="x", now=NOW)
    assert [cue.text for cue in Cue.objects.order_by("order")] == [cue.text for cue in CUES[:2]]


def test_an_address_of_another_webinar_is_refused(db: None) -> None:
    put(a_webinar(), actor=None, what="x", now=NOW)
    put(a_webinar(slug="ander"), actor=None, what="x", now=NOW)
    with pytest.raises(InputError, match="gesprek is al in gebruik; gesprek-2 is nog vrij"):
        put(a_webinar(slug="gesprek"), actor=None, what="x", now=NOW, was="ander")
    with pytest.raises(InputError, match="gesprek is al in gebruik; gesprek-2 is nog vrij"):
        put(a_webinar(title="Nieuw"), actor=None, what="x", now=NOW, new=True)


def test_an_old_address_is_free_again_when_it_leads_nowhere(db: None) -> None:
    put(a_webinar(slug="oud"), actor=None, what="x", now=NOW)
    put(a_webinar(slug="nieuw-adres"), actor=None, what="x", now=NOW, was="oud")
    with pytest.raises(InputError, match="oud is al in gebruik; oud-2 is nog vrij"):
        put(a_webinar(slug="oud", title="Een ander"), actor=None, what="x", now=NOW)
    Webinar.objects.all().delete()
    put(a_webinar(slug="oud", title="Een ander"), actor=None, what="x", now=NOW)
    assert Redirect.objects.count() == 0


def test_a_poi_edits_its_own_and_the_national_programme_everything(
    poi: Actor, other_poi: Actor, national: Actor
) -> None:
    with scope(organisation=poi.organisation):
        put(a_webinar(status=Status.DRAFT), actor=poi, what="Gemaakt", now=NOW)
    with scope(organisation=other_poi.organisation):
        # a draft of others is not there for them; what is public is, but not to change
        with pytest.raises(Webinar.DoesNotExist):
            editing.change(
                other_poi, "gesprek", editing.to_fields(title="Gekaapt"), seen=1, what="x", now=NOW
            )
        with pytest.raises(Refused):
            put(a_webinar(title="Gekaapt"), actor=other_poi, what="x", now=NOW)
    with scope(organisation=national.organisation):
        editing.change(national, "gesprek", editing.to_fields(title="Verbeterd"), seen=1, what="x", now=NOW)
    webinar = Webinar.objects.get()
    assert (webinar.title, webinar.organisation) == ("Verbeterd", poi.organisation)


@pytest.mark.parametrize("role", [Role.DIRECTOR, Role.ADVISER, Role.ADMINISTRATOR, Role.LEESCONSULENT])
def test_a_library_edits_nothing(neighbourhood: Neighbourhood, role: Role) -> None:
    actor = neighbourhood.actor(neighbourhood.linge, role, administering=role == Role.ADMINISTRATOR)
    with scope(organisation=actor.organisation), pytest.raises(Refused):
        put(a_webinar(), actor=actor, what="x", now=NOW)
    assert Webinar.objects.count() == 0


def test_the_national_administrator_first_switches_the_rights_on(neighbourhood: Neighbourhood) -> None:
    actor = neighbourhood.actor(neighbourhood.national, Role.ADMINISTRATOR)
    with scope(organisation=actor.organisation), pytest.raises(Refused, match="zet je beheerdersrechten aan"):
        put(a_webinar(), actor=actor, what="x", now=NOW)


def test_only_a_draft_that_was_never_public_is_thrown_away(poi: Actor) -> None:
    with scope(organisation=poi.organisation):
        put(a_webinar(), actor=poi, what="Gemaakt", now=NOW)
        editing.withdraw(poi, "gesprek", seen=1, now=NOW)
        with pytest.raises(InputError, match="dit webinar was openbaar"):
            editing.remove(poi, "gesprek", seen=2)
        put(a_webinar(slug="kladje", status=Status.DRAFT), actor=poi, what="Gemaakt", now=NOW)
        editing.remove(poi, "kladje", seen=1)
    assert [webinar.slug for webinar in Webinar.objects.all()] == ["gesprek"]


def test_a_theme_that_is_renamed_leads_on(poi: Actor) -> None:
    with scope(organisation=poi.organisation):
        catalogue_lists.save(poi, "themes", vars(ThemeEntry("geld", "Geld")))
        catalogue_lists.save(
            poi, "themes", vars(ThemeEntry("geld-en-regelingen", "Geld en regelingen")), was="geld"
        )
        with pytest.raises(InputError, match="geld-en-regelingen is al in gebruik"):
            catalogue_lists.save(poi, "themes", vars(ThemeEntry("geld-en-regelingen", "Nog een")))
    assert [(x.kind, x.old, x.key) for x in Redirect.objects.all()] == [
        ("theme", "geld", Theme.objects.get().pk)
    ]


def test_what_nobody_can_see_is_not_kept(db: None) -> None:
    hidden = "Een\u202e omgekeerd\u202c \ufffegesprek\u200b"
    webinar = put(
        a_webinar(title=hidden, summary=hidden, about=f"{hidden}\nen  verder"), actor=None, what="x", now=NOW
    )
    assert (webinar.title, webinar.summary) == ("Een omgekeerd gesprek", "Een omgekeerd gesprek")
    assert webinar.about == "Een omgekeerd gesprek\nen  verder"
    with pytest.raises(InputError, match="mag niet leeg zijn"):
        put(a_webinar(title="\u202e\u2066"), actor=None, what="x", now=NOW)


@pytest.mark.parametrize("kind", [RecordingKind.HLS, RecordingKind.ELSEWHERE])
def test_a_recording_has_an_address_that_nobody_can_read_along_with(db: None, kind: RecordingKind) -> None:
    held = RecordingEntry(kind, url="http://opslag.example/film.m3u8", host="Opslag")
    with pytest.raises(InputError, match=r"https://naam\.nl/pagina"):
        put(a_webinar(recording=held), actor=None, what="x", now=NOW)
