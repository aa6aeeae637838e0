"""What publishers share: lists, addresses and the folder of recordings. Nobody takes what is another's."""

from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from doorlezen.language import InputError
from doorlezen.webinars.catalogue.shape import (
    AffiliationEntry,
    AppearanceEntry,
    AudienceEntry,
    Catalogue,
    PartEntry,
    SeriesEntry,
    SpeakerEntry,
    ThemeEntry,
)
from doorlezen.webinars.domain import catalogue_lists, editing, media
from doorlezen.webinars.domain.catalogue_loading import take_in
from doorlezen.webinars.domain.entries import LISTS
from doorlezen.webinars.domain.saving import put
from doorlezen.webinars.models import Recording, Redirect, Status, Webinar
from tests.webinars.conftest import NOW
from tests.webinars.editors import Editor, an_administrator, an_editor
from tests.webinars.entries import a_webinar

VIDEO = b"\x1aE\xdf\xa3" + bytes(60)
SOME = Catalogue(
    format="doorlezen-webinars/1",
    themes=(ThemeEntry("geld", "Geld"),),
    audiences=(AudienceEntry("directeuren", "Directeuren"),),
    series=(SeriesEntry("reeks", "Reeks", "Waarvoor"),),
    speakers=(SpeakerEntry("noor", "Noor Voorbeeld"),),
    affiliations=(AffiliationEntry("hier", "Hier"),),
)
USES: dict[str, Any] = {
    "series": "reeks",
    "themes": ("geld",),
    "audiences": ("directeuren",),
    "parts": (PartEntry("Deel", None, (AppearanceEntry("noor", "", "", "hier"),)),),
}
CHANGED = {
    "themes": {"slug": "geld", "title": "Weg ermee", "about": ""},
    "audiences": {"slug": "directeuren", "title": "Niemand"},
    "series": {"slug": "reeks", "title": "Gekaapt", "about": "", "agenda": "", "organiser": ""},
    "speakers": {"slug": "noor", "name": "Iemand Anders"},
    "affiliations": {"slug": "hier", "name": "Daar"},
}


@pytest.fixture
def ours(db: None) -> Editor:
    take_in(SOME, actor=None, what="proef", now=NOW)
    return an_editor("POI Oost")


@pytest.fixture
def theirs(ours: Editor) -> Editor:
    return an_editor("POI West")


def of(editor: Editor, **fields: Any) -> Webinar:
    """A webinar that this editor publishes."""
    return put(a_webinar(**fields), actor=editor.actor, what="proef", now=NOW, new=True)


@pytest.mark.parametrize("name", sorted(CHANGED))
@pytest.mark.parametrize("public", [True, False])
def test_what_others_use_is_not_rewritten(ours: Editor, theirs: Editor, name: str, public: bool) -> None:
    of(theirs, **USES, status=Status.RELEASED if public else Status.DRAFT)
    row = LISTS[name].model._default_manager.get()
    before = str(row)
    slug = CHANGED[name]["slug"]
    with pytest.raises(InputError) as refused:
        catalogue_lists.save(ours.actor, name, CHANGED[name], was=slug)
    # who uses it is named, as far as everybody can see it
    assert ("POI West" in refused.value.what, "een andere organisatie" in refused.value.what) == (
        public,
        not public,
    )
    page = ours.client.get(f"{ours.home}lijsten/{name}/{slug}/")
    assert (page.status_code, "Alleen te lezen" in page.text) == (200, True)
    assert ours.client.post(f"{ours.home}lijsten/{name}/{slug}/", CHANGED[name]).status_code == 422
    assert str(LISTS[name].model._default_manager.get()) == before


@pytest.mark.parametrize("name", sorted(CHANGED))
def test_what_nobody_else_uses_may_be_changed(ours: Editor, theirs: Editor, name: str) -> None:
    of(ours, **USES)
    changed = catalogue_lists.save(ours.actor, name, CHANGED[name], was=CHANGED[name]["slug"])
    assert str(changed) in {"Weg ermee", "Niemand", "Gekaapt", "Iemand Anders", "Daar"}


def test_what_came_with_doorlezen_is_of_the_national_programme(ours: Editor) -> None:
    put(a_webinar(**USES), actor=None, what="proef", now=NOW)
    with pytest.raises(InputError, match="het landelijke programma"):
        catalogue_lists.save(ours.actor, "themes", CHANGED["themes"], was="geld")
    catalogue_lists.save(an_administrator().actor, "themes", CHANGED["themes"], was="geld")


def test_a_series_of_another_publisher_is_not_ours_to_change(ours: Editor, theirs: Editor) -> None:
    catalogue_lists.save(theirs.actor, "series", {"slug": "eigen", "title": "Eigen", "about": "x"})
    with pytest.raises(InputError):
        catalogue_lists.save(
            ours.actor, "series", {"slug": "eigen", "title": "Gekaapt", "about": "x"}, was="eigen"
        )
    catalogue_lists.save(
        theirs.actor, "series", {"slug": "eigen", "title": "Anders", "about": "x"}, was="eigen"
    )


def test_an_address_that_still_leads_elsewhere_is_not_taken(ours: Editor, theirs: Editor) -> None:
    first = of(theirs, slug="eerst")
    editing.change(theirs.actor, "eerst", editing.to_fields(slug="nu"), seen=first.version, what="x", now=NOW)
    with pytest.raises(InputError, match="eerst is al in gebruik"):
        of(ours, slug="eerst", status=Status.DRAFT)
    mine = of(ours, slug="mijn")
    with pytest.raises(InputError, match="eerst is al in gebruik"):
        editing.change(
            ours.actor, "mijn", editing.to_fields(slug="eerst"), seen=mine.version, what="x", now=NOW
        )
    entry = Catalogue(format=SOME.format, webinars=(a_webinar(slug="eerst"),))
    with pytest.raises(InputError, match="eerst is al in gebruik"):
        take_in(entry, actor=an_administrator().actor, what="x", now=NOW)
    assert list(Redirect.objects.values_list("old", "key")) == [("eerst", first.pk)]
    # its own old address it may take back
    again = Webinar.objects.get(pk=first.pk)
    editing.change(theirs.actor, "nu", editing.to_fields(slug="eerst"), seen=again.version, what="x", now=NOW)
    assert list(Redirect.objects.values_list("old", "key")) == [("nu", first.pk)]


@pytest.mark.parametrize("name", sorted(CHANGED))
def test_nor_one_of_a_list(ours: Editor, name: str) -> None:
    before = CHANGED[name]
    catalogue_lists.save(ours.actor, name, {**before, "slug": "later"}, was=before["slug"])
    with pytest.raises(InputError, match="al in gebruik"):
        catalogue_lists.save(ours.actor, name, before)
    with pytest.raises(InputError, match="al in gebruik"):
        take_in(SOME, actor=None, what="x", now=NOW)


def test_a_new_speaker_gets_no_address_that_leads_to_another(ours: Editor) -> None:
    catalogue_lists.save(ours.actor, "speakers", {"slug": "noor-v", "name": "Noor V."}, was="noor")
    webinar = of(ours, status=Status.DRAFT)
    given = {"parts": "# Deel\nNoor; directeur; Noor", "chapters": "", "version": webinar.version}
    assert ours.client.post(f"{ours.home}bewerken/gesprek/onderdelen/", given).status_code == 302
    slugs = LISTS["speakers"].model._default_manager.order_by("slug").values_list("slug", flat=True)
    assert list(slugs) == ["noor-2", "noor-v"]
    assert ours.client.get("/webinars/spreker/noor/").status_code == 404


def test_a_taken_address_tells_nothing_of_who_has_it(ours: Editor, theirs: Editor) -> None:
    of(theirs, slug="openbaar")
    of(theirs, slug="geheim", status=Status.DRAFT)
    moved = of(theirs, slug="vroeger")
    editing.change(
        theirs.actor, "vroeger", editing.to_fields(slug="sindsdien"), seen=moved.version, what="x", now=NOW
    )
    told = set()
    for slug in ("openbaar", "geheim", "vroeger"):
        given = {"title": "T", "slug": slug, "date": "2026-09-01", "precision": "day", "language": "nl"}
        refused = ours.client.post(f"{ours.home}nieuw/", {**given, "version": 0})
        assert refused.status_code == 422
        told |= {
            line.replace(slug.capitalize(), "X").replace(slug, "x") for line in lines_about(refused.text)
        }
    assert len(told) == 1


def lines_about(page: str) -> list[str]:
    return [line.split("<p")[-1] for line in page.split("</p>") if "al in gebruik" in line][:1]


def lies(media: Path, name: str) -> str:
    file = media / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(VIDEO)
    return name


def choose(editor: Editor, name: str) -> Any:
    """Choose a file in the folder for the webinar "gesprek"."""
    version = Webinar.objects.get(slug="gesprek").version
    given = {"kind": "file", "placed": name, "length": "1:00", "version": version}
    return editor.client.post(f"{editor.home}bewerken/gesprek/opname/", given)


def test_each_organisation_has_its_own_folder(ours: Editor, theirs: Editor, media: Path) -> None:
    lies(media, "opnamen/poi-oost/film.webm")
    foreign = lies(media, "opnamen/poi-west/geheim.webm")
    uploaded = lies(media, "webinars/0123456789ab-geheim.webm")
    nobodys = lies(media, "oud.webm")
    of(ours, status=Status.DRAFT)
    page = ours.client.get(f"{ours.home}bewerken/gesprek/opname/").text
    assert ("film.webm" in page, "geheim.webm" in page, "oud.webm" in page) == (True, False, False)
    for name in (
        foreign,
        uploaded,
        nobodys,
        "geheim.webm",
        "../poi-west/geheim.webm",
        "opnamen/poi-west/geheim.webm",
    ):
        assert choose(ours, name).status_code == 422, name
    assert choose(ours, "film.webm").status_code == 302
    assert Recording.objects.get().file.name == "opnamen/poi-oost/film.webm"
    # bewaren without another choice keeps it
    assert choose(ours, "film.webm").status_code == 302
    assert Recording.objects.get().file.name == "opnamen/poi-oost/film.webm"


def test_the_national_programme_adopts_what_was_nobodys(ours: Editor, media: Path) -> None:
    lies(media, "oud.webm")
    foreign = lies(media, "opnamen/poi-west/geheim.webm")
    of(ours, status=Status.DRAFT)
    administrator = an_administrator()
    assert choose(administrator, foreign).status_code == 422
    assert choose(administrator, "oud.webm").status_code == 302
    assert Recording.objects.get().file.name == "oud.webm"
    # and who publishes it keeps it when something else is changed
    version = Webinar.objects.get().version
    given = {"kind": "file", "placed": "oud.webm", "length": "2:00", "version": version}
    assert ours.client.post(f"{ours.home}bewerken/gesprek/opname/", given).status_code == 302
    assert (Recording.objects.get().file.name, Recording.objects.get().seconds) == ("oud.webm", 120)


def test_a_folder_without_files_is_empty(ours: Editor) -> None:
    assert media.in_folder(ours.actor.organisation) == []
    assert media.in_folder(None) == []


@pytest.mark.parametrize(
    ("fields", "field", "told"),
    [
        ({"kind": "", "upload": "blad.pdf"}, "upload", "dit is een document; zet het bij Documenten"),
        ({"kind": "hls", "url": "https://a.example/b.m3u8", "upload": "a.webm"}, "upload", "past niet bij"),
        (
            {"kind": "elsewhere", "url": "https://a.example/", "host": "A", "placed": "a.webm"},
            "placed",
            "past niet",
        ),
        ({"kind": "file", "upload": "a.webm", "url": "https://a.example/"}, "url", "past niet bij"),
        ({"kind": "", "url": "https://a.example/"}, "url", "past niet bij"),
        ({"kind": "hls", "url": "http://a.example/b.m3u8"}, "url", "begint met https://"),
        ({"kind": "elsewhere", "url": "http://a.example/", "host": "A"}, "url", "begint met https://"),
        ({"kind": "file", "upload": "a.webm", "placed": "b.webm"}, "placed", "niet allebei"),
    ],
)
def test_nothing_that_is_filled_in_is_lost(
    ours: Editor, fields: dict[str, str], field: str, told: str
) -> None:
    webinar = of(ours, status=Status.DRAFT)
    given: dict[str, Any] = {**fields, "version": webinar.version}
    if "upload" in given:
        given["upload"] = SimpleUploadedFile(given["upload"], VIDEO)
    answer = ours.client.post(f"{ours.home}bewerken/gesprek/opname/", given)
    assert (answer.status_code, told in answer.text) == (422, True)
    assert not Recording.objects.exists()


def test_who_chooses_a_film_means_that_film(ours: Editor) -> None:
    webinar = of(ours, status=Status.DRAFT)
    given = {"kind": "", "upload": SimpleUploadedFile("a.webm", VIDEO), "version": webinar.version}
    assert ours.client.post(f"{ours.home}bewerken/gesprek/opname/", given).status_code == 302
    assert Recording.objects.get().kind == "file"


def test_a_recording_is_taken_away_by_choosing_none(ours: Editor) -> None:
    test_who_chooses_a_film_means_that_film(ours)
    page = Webinar.objects.get()
    held = Recording.objects.get().file.name
    given = {"kind": "", "placed": held, "version": page.version}
    assert ours.client.post(f"{ours.home}bewerken/gesprek/opname/", given).status_code == 302
    assert not Recording.objects.exists()


def test_a_new_picture_and_none_at_all_is_asked_again(ours: Editor) -> None:
    webinar = of(ours, status=Status.DRAFT)
    picture = SimpleUploadedFile("a.png", b"\x89PNG\r\n\x1a\n")
    given = {"upload": picture, "remove": "on", "version": webinar.version}
    answer = ours.client.post(f"{ours.home}bewerken/gesprek/beeld/", given)
    assert (answer.status_code, "Kies een van de twee" in answer.text) == (422, True)


def test_today_is_when_these_are_public() -> None:
    assert a_webinar().publish_at < timezone.now()  # type: ignore[operator]
