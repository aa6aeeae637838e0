"""The pages of who runs a meeting."""

import csv
import io
import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from django_scopes import scopes_disabled
from python_calamine import CalamineWorkbook

from doorlezen.accounts.actor import Actor
from doorlezen.accounts.models import Organisation
from doorlezen.accounts.roles import OrganisationKind, Role
from doorlezen.desk.models import Event, Letter, Post
from doorlezen.meetings.models import MailKind, Meeting, Registration, Shown
from doorlezen.webinars.models import Webinar
from tests.meetings.meetings import a_meeting_now, somebody
from tests.people import a_person, an_organisation, client_of

pytestmark = pytest.mark.django_db

HERE = "/o/poi-rijn/aanmeldingen/"
OURS = f"{HERE}gesprek/"
PAGES = ["", "instellingen/", "verzetten/", "niet-door/", "vragen/", "wie-er-was/", "meningen/"]
FILES = ["aanmeldingen.csv", "aanmeldingen.xlsx", "vragen.csv"]
HARD = "<b>&\"'</b>"


@pytest.fixture
def coming(poi: Organisation) -> Meeting:
    """A meeting of POI Rijn that is still to come."""
    return a_meeting_now(places=2, organisation=poi)


def come(meeting: Meeting, name: str, **more: Any) -> Registration:
    return somebody(meeting, name, now=timezone.now(), **more)


def words(response: Any) -> str:
    text = re.sub(r"<[^>]+>", " ", response.content.decode().partition("<main")[2].partition("</main>")[0])
    return " ".join(text.split())


def test_every_page_opens_for_the_organiser(desk: Client, coming: Meeting) -> None:
    come(coming, "Aagje")
    assert [desk.get(OURS + page).status_code for page in PAGES + FILES] == [200] * 10
    assert "Een gesprek" in words(desk.get(HERE))


def test_for_another_poi_it_is_not_there_and_a_library_may_not(coming: Meeting) -> None:
    come(coming, "Aagje")
    other = an_organisation(OrganisationKind.POI, "POI Maas")
    library = an_organisation(OrganisationKind.LIBRARY, "Bibliotheek Linge")
    mies = client_of(a_person("Mies", (other, Role.POI_ADVISER)))
    dora = client_of(a_person("Dora", (library, Role.DIRECTOR)))
    posts = ["instellingen/", "verzetten/", "niet-door/", "opnieuw-mailen/", "vragen/1/", "wie-er-was/"]
    assert [mies.get(f"/o/poi-maas/aanmeldingen/gesprek/{page}").status_code for page in PAGES + FILES] == [
        404
    ] * 10
    assert [mies.post(f"/o/poi-maas/aanmeldingen/gesprek/{page}").status_code for page in posts] == [404] * 6
    assert [mies.get(OURS + page).status_code for page in PAGES + FILES] == [404] * 10
    refused = dora.get("/o/bibliotheek-linge/aanmeldingen/gesprek/")
    assert (
        refused.status_code,
        "Aanmeldingen bekijken doet wie het webinar organiseert" in words(refused),
    ) == (
        403,
        True,
    )
    assert "Aagje" not in words(mies.get("/o/poi-maas/aanmeldingen/"))
    assert "Een gesprek" not in words(mies.get("/o/poi-maas/aanmeldingen/"))


@pytest.mark.parametrize("path", ["", "gesprek/", "gesprek/vragen/"])
def test_a_fixed_number_of_queries(
    desk: Client, coming: Meeting, poi: Organisation, path: str, django_assert_max_num_queries: Any
) -> None:
    used = []
    for number in (1, 3):
        while coming.registrations.count() < number:
            count = coming.registrations.count()
            who = come(coming, f"Nummer {count}")
            coming.questions.create(asker=who, text=f"Vraag {count}", asked_at=timezone.now())
            a_meeting_now(slug=f"ander-{count}", organisation=poi)
        with django_assert_max_num_queries(30) as queries:
            assert desk.get(HERE + path).status_code == 200
        used.append(len(queries))
    assert used[0] == used[1]


def test_the_list_shows_four_things_of_everybody_and_how_far_the_mail_is(
    desk: Client, coming: Meeting
) -> None:
    come(coming, HARD, email="hard@bieb.example")
    come(coming, "Bo")
    coming.registrations.get(name="Bo").letters.update(state=Post.UNCERTAIN)
    page = desk.get(OURS)
    assert HARD not in page.content.decode()
    shown = words(page)
    assert "2 Bo bo@bieb.example Bibliotheek De Linge Heeft een plaats Je hebt een plaats: onzeker" in shown
    assert "Bo bo@bieb.example Je hebt een plaats Onzeker" in shown
    assert "Stuur 1 onzekere of geweigerde mail opnieuw" in shown
    assert "1 mail is onzeker of geweigerd" in words(desk.get(HERE))
    done = desk.post(f"{OURS}opnieuw-mailen/", follow=True)
    assert "Er gaat 1 mail op weg." in words(done)
    assert set(Letter.objects.order_by("id").values_list("state", flat=True)) == {Post.TO_SEND}
    assert [("onzeker" in words(desk.get(where)).casefold()) for where in (HERE, OURS)] == [False, True]


def test_a_mail_that_is_stuck_is_seen_whatever_was_sent_after_it(desk: Client, coming: Meeting) -> None:
    refused, sent = come(coming, "Aagje"), come(coming, "Bo")
    refused.letters.update(state=Post.REFUSED, code=550)
    for who in (refused, sent):
        Letter.objects.create(about=who.pk, kind=MailKind.REMINDER, state=Post.SENT, made_at=timezone.now())
    shown = words(desk.get(OURS))
    assert "Niet alle mail kwam zeker aan 1 mail is onzeker of geweigerd." in shown
    assert "Aagje aagje@bieb.example Je hebt een plaats Geweigerd (550)" in shown
    coming.registrations.update(email="")  # as when the names are shredded
    assert "Niet alle mail" not in words(desk.get(OURS))
    assert "mail is onzeker of geweigerd" not in words(desk.get(HERE))


def test_opening_and_changing(desk: Client, coming: Meeting, organiser: Actor) -> None:
    coming.delete()
    form = desk.get(f"{OURS}instellingen/").context["form"]
    filled = {
        name: field.value().strftime("%Y-%m-%dT%H:%M")
        if hasattr(field.value(), "strftime")
        else field.value()
        for name, field in ((bound.name, bound) for bound in form)
        if field.value() not in (None, False)
    }
    assert "Een gesprek" in words(desk.get(HERE))
    made = desk.post(f"{OURS}instellingen/", {**filled, "places": "300"}, follow=True)
    assert "De instellingen van de aanmelding zijn bewaard." in words(made)
    meeting = Meeting.objects.get()
    assert (meeting.places, meeting.closes_at) == (300, meeting.starts_at)
    wrong = desk.post(f"{OURS}instellingen/", {**filled, "room_address": "http://live.example/"})
    assert (wrong.status_code, list(wrong.context["form"].errors)) == (422, ["room_address"])


def test_moving_and_calling_off(desk: Client, coming: Meeting) -> None:
    come(coming, "Aagje")
    day = coming.webinar.date + timezone.timedelta(days=1)
    filled = {"day": day.isoformat(), "start": "14:00", "minutes": "45"}
    moved = desk.post(f"{OURS}verzetten/", filled, follow=True)
    assert "Er gaat 1 mail op weg." in words(moved)
    again = desk.post(f"{OURS}verzetten/", filled)
    assert (again.status_code, "Dit is de tijd die het al was" in words(again)) == (422, True)
    assert "Dit kun je niet terugdraaien." in words(desk.get(f"{OURS}niet-door/"))
    assert not Meeting.objects.get().webinar.is_called_off
    off = desk.post(f"{OURS}niet-door/", follow=True)
    assert "Dit webinar gaat niet door." in words(off)
    assert list(Letter.objects.order_by("id").values_list("kind", flat=True)) == [
        MailKind.CONFIRMED,
        MailKind.CHANGED,
        MailKind.CALLED_OFF,
    ]
    assert Webinar.objects.get().date == day


def test_lists_that_a_spreadsheet_cannot_take_for_formulas(desk: Client, coming: Meeting) -> None:
    come(coming, "=cmd|'/c calc'!A1", email="-1+1@bieb.example")
    come(coming, "Zoë", email="zoe@bieb.example")
    expected = [
        ["Nummer", "Naam", "E-mail", "Organisatie", "Stand", "Was er", "Minuten"],
        ["1", "'=cmd|'/c calc'!A1", "'-1+1@bieb.example", "Bibliotheek De Linge", "heeft een plaats", "", ""],
        ["2", "Zoë", "zoe@bieb.example", "Bibliotheek De Linge", "heeft een plaats", "", ""],
    ]
    answer = desk.get(f"{OURS}aanmeldingen.csv")
    text = answer.content.decode("utf-8-sig")
    assert list(csv.reader(io.StringIO(text), delimiter=";")) == expected
    assert (answer["Content-Disposition"], "no-store" in answer["Cache-Control"]) == (
        'attachment; filename="gesprek-aanmeldingen.csv"',
        True,
    )
    book = CalamineWorkbook.from_filelike(io.BytesIO(desk.get(f"{OURS}aanmeldingen.xlsx").content))
    rows = book.get_sheet_by_index(0).to_python()
    assert [[str(int(cell)) if isinstance(cell, float) else cell for cell in row] for row in rows] == expected
    with scopes_disabled():
        exported = Event.objects.filter(action="meetings.exported").order_by("id")
        assert [entry.after for entry in exported] == [{"rows": 2}, {"rows": 2}]


def test_questions_are_shown_and_hidden(desk: Client, coming: Meeting) -> None:
    who = come(coming, "Aagje")
    question = coming.questions.create(asker=who, text=HARD, asked_at=timezone.now())
    page = desk.get(f"{OURS}vragen/").content.decode()
    assert (HARD in page, "Aagje" in page) == (False, False)
    for answer, state in (("ja", Shown.SHOWN), ("nee", Shown.HIDDEN)):
        desk.post(f"{OURS}vragen/{question.pk}/", {"toon": answer})
        question.refresh_from_db()
        assert question.state == state
    gone = desk.post(f"{OURS}vragen/999999/", {"toon": "ja"}, follow=True)
    assert "deze vraag is er niet meer" in words(gone)


def test_reading_in_who_was_there(desk: Client, coming: Meeting) -> None:
    come(coming, "Aagje")
    now, hour = timezone.now(), timezone.timedelta(hours=1)
    Meeting.objects.update(starts_at=now - hour, ends_at=now - hour / 6)
    text = f"Naam;Minuten\nAagje;40\n{HARD};3\n"
    good = desk.post(f"{OURS}wie-er-was/", {"file": SimpleUploadedFile("lijst.csv", text.encode())})
    assert "Regels gelezen: 2. Van wie een plaats had, waren er 1 wel en 0 niet." in words(good)
    assert (HARD in good.content.decode(), "Regel 3:" in words(good)) == (False, True)
    bad = desk.post(f"{OURS}wie-er-was/", {"file": SimpleUploadedFile("l.csv", b"Naam;Duur\nAagje;x\n")})
    assert bad.status_code == 422
    assert "l.csv, cel B2 (Duur): x is geen aantal minuten; vul bijvoorbeeld 45 in" in words(bad)
    assert Registration.objects.get().minutes_there == 40
    large = desk.post(f"{OURS}wie-er-was/", {"file": SimpleUploadedFile("l.csv", b"a" * 5_000_001)})
    assert (large.status_code, "groter dan 5 MB" in words(large)) == (422, True)


def test_opinions_with_how_many_gave_one(desk: Client, coming: Meeting) -> None:
    for name in ("Aagje", "Bo"):
        come(coming, name)
    for _ in range(4):
        coming.opinions.create(useful=4, text=HARD)
    assert "Vanaf 5 meningen zie je hier de antwoorden" in words(desk.get(f"{OURS}meningen/"))
    coming.opinions.create(useful=1)
    page = desk.get(f"{OURS}meningen/")
    assert (HARD in page.content.decode(), "ja, veel 4" in words(page), "Samen 5" in words(page)) == (
        False,
        True,
        True,
    )


def test_after_the_names_are_gone_the_numbers_still_show(desk: Client, coming: Meeting) -> None:
    come(coming, "Aagje")
    Registration.objects.update(name="", email="", email_key="", organisation="", token_sha256=None)
    Meeting.objects.update(shredded_at=timezone.now())
    shown = words(desk.get(OURS))
    assert ("De namen zijn gewist" in shown, "1 van de 2 plaatsen is bezet" in shown) == (True, True)
