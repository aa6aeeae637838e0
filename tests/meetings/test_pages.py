"""Registering as people do it, with forms and links; nothing here needs JavaScript."""

import re
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client
from django.utils import timezone

from doorlezen.meetings.domain import page_keys, questions
from doorlezen.meetings.models import Meeting, PlaceState, Question, Registration, Shown, Vote
from doorlezen.web.operations import rate_limits
from doorlezen.webinars.models import Status, Webinar
from tests.meetings.meetings import a_meeting_now, set_all, somebody
from tests.words import NO_ADDRESS_IN_IT

pytestmark = pytest.mark.django_db

FORM = "/webinars/gesprek/aanmelden/"
FILLED = {"name": "Noor van Dam", "email": "noor@bieb.example", "organisation": "Bieb", "website": ""}
HARD = "<script>alert(1)</script> & \"'"


@pytest.fixture
def now_open() -> Meeting:
    """A meeting with one place, for which one can register at this moment."""
    return a_meeting_now(places=1)


def own(registration: Registration) -> str:
    parts = urlsplit(page_keys.own_page(registration))
    return f"{parts.path}?{parts.query}"


def at(path: str, registration: Registration, part: str = "") -> str:
    return own(registration).replace("/aanmelding/", f"/aanmelding/{part}")


def come(meeting: Meeting, name: str) -> Registration:
    return somebody(meeting, name, now=timezone.now())


def words(response: Any) -> str:
    text = re.sub(r"<[^>]+>", " ", response.content.decode().partition("<main")[2].partition("</main>")[0])
    return " ".join(text.split())


def test_the_page_of_the_webinar_leads_to_the_form(visitor: Client, now_open: Meeting) -> None:
    assert f'href="{FORM}">Meld je aan</a>' in visitor.get("/webinars/gesprek/").content.decode()
    come(now_open, "Aagje")
    assert f'href="{FORM}">Zet je op de wachtlijst</a>' in visitor.get("/webinars/gesprek/").content.decode()
    assert "Alle plaatsen zijn bezet" in words(visitor.get(FORM))


def test_the_form_asks_three_things_and_says_what_becomes_of_them(visitor: Client, now_open: Meeting) -> None:
    page = visitor.get(FORM).content.decode()
    form = page.partition('class="sign-up"')[2].partition("</form>")[0]
    assert re.findall(r'<(?:input|textarea|select)[^>]* name="(\w+)"', form) == [
        "csrfmiddlewaretoken",
        "name",
        "email",
        "organisation",
        "website",
    ]
    assert "Wij vragen je naam, je e-mailadres en je organisatie om je een plaats te geven" in page


def test_registering_leads_to_a_page_that_says_nothing_of_the_person(
    visitor: Client, now_open: Meeting
) -> None:
    first = visitor.post(FORM, FILLED, follow=True)
    again = visitor.post(FORM, {**FILLED, "email": "NOOR@bieb.example"}, follow=True)
    waits = visitor.post(FORM, {**FILLED, "email": "sam@bieb.example"}, follow=True)
    assert first.redirect_chain == again.redirect_chain == waits.redirect_chain
    assert words(first) == words(again) == words(waits)
    assert list(Registration.objects.order_by("number").values_list("email", "state")) == [
        ("noor@bieb.example", PlaceState.HELD),
        ("sam@bieb.example", PlaceState.HELD),
    ]


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"email": "noor@bieb.example\nBcc: sam@bieb.example"}, "email"),
        ({"email": "no\u043er@bieb.example"}, "email"),
        ({"email": "a" * 300 + "@bieb.example"}, "email"),
        ({"name": ""}, "name"),
        ({"name": "a" * 101}, "name"),
        ({"organisation": "www.spam.example"}, "organisation"),
    ],
)
def test_what_cannot_be_used_is_said_at_its_field_and_nothing_is_kept(
    visitor: Client, now_open: Meeting, fields: dict[str, str], field: str
) -> None:
    response = visitor.post(FORM, {**FILLED, **fields})
    assert response.status_code == 422
    assert list(response.context["form"].errors) == [field]
    assert len(response.context["form"].errors[field]) == 1
    assert Registration.objects.count() == 0


def test_who_fills_in_the_field_that_people_do_not_see_is_not_registered(
    visitor: Client, now_open: Meeting
) -> None:
    response = visitor.post(FORM, {**FILLED, "website": "http://spam.example"})
    assert response.status_code == 422
    assert "Je vulde een veld in dat leeg moet blijven." in words(response)
    assert Registration.objects.count() == 0


def test_the_thirty_first_try_from_one_place_waits(
    visitor: Client, now_open: Meeting, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rate_limits, "time", lambda: 1_800_000_000.0)  # no window ends meanwhile
    codes = [visitor.post(FORM, {**FILLED, "email": "fout"}).status_code for _ in range(31)]
    assert codes == [422] * 30 + [429]


def test_a_forged_form_is_refused(now_open: Meeting) -> None:
    client = Client(headers={"host": "localhost"}, enforce_csrf_checks=True)
    assert client.post(FORM, FILLED).status_code == 403
    assert Registration.objects.count() == 0


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"opens_at": "later"}, "Aanmelden kan vanaf"),
        ({"closes_at": "now"}, "Aanmelden kan niet meer."),
        ({"called_off_at": "now"}, "Dit webinar gaat niet door."),
    ],
)
def test_outside_its_time_the_form_says_why(
    visitor: Client, now_open: Meeting, change: dict[str, str], said: str
) -> None:
    moments = {"now": timezone.now(), "later": now_open.starts_at - (now_open.ends_at - now_open.starts_at)}
    set_all(**{name: moments[when] for name, when in change.items()})
    assert said in words(visitor.get(FORM))
    assert (visitor.post(FORM, FILLED).status_code, Registration.objects.count()) == (409, 0)
    assert "Meld je aan</a>" not in visitor.get("/webinars/gesprek/").content.decode()


def test_there_is_no_form_for_a_draft_or_without_a_meeting(visitor: Client, now_open: Meeting) -> None:
    Webinar.objects.update(status=Status.DRAFT)
    assert visitor.get(FORM).status_code == visitor.post(FORM, FILLED).status_code == 404
    Webinar.objects.update(status=Status.RELEASED)
    now_open.delete()
    assert visitor.get(FORM).status_code == 404
    assert "aanmelden" not in visitor.get("/webinars/gesprek/").content.decode()


def test_a_page_of_ones_own(visitor: Client, now_open: Meeting) -> None:
    first, second = come(now_open, "Aagje"), come(now_open, "Bo")
    page = visitor.get(own(first))
    assert "Je hebt een plaats." in words(page)
    assert (page["Referrer-Policy"], page["X-Robots-Tag"]) == ("strict-origin", "noindex")
    assert "no-store" in page["Cache-Control"]
    assert "Je staat op de wachtlijst." in words(visitor.get(own(second)))
    assert "aagje@bieb.example" not in visitor.get(own(second)).content.decode()


@pytest.mark.parametrize("query", ["", "?sleutel=", "?sleutel=fout", "?ander=1"])
@pytest.mark.parametrize("part", ["", "bevestigen/", "wijzig/", "afmelden/", "vraag/", "stem/1/", "mening/"])
def test_without_a_good_key_there_is_nothing(
    visitor: Client, now_open: Meeting, part: str, query: str
) -> None:
    come(now_open, "Aagje")
    send = visitor.get if part == "" else visitor.post
    response = send(f"/webinars/aanmelding/{part}{query}")
    assert response.status_code == 404
    assert "Deze link werkt niet" in words(response)


def test_changing_and_leaving(visitor: Client, now_open: Meeting) -> None:
    first, second = come(now_open, "Aagje"), come(now_open, "Bo")
    changed = visitor.post(
        at("", first, "wijzig/"), {"name": "Aagje Bol", "organisation": "Bieb"}, follow=True
    )
    assert "Je gegevens zijn gewijzigd." in words(changed)
    wrong = visitor.post(at("", first, "wijzig/"), {"name": "http://x", "organisation": "Bieb"})
    assert (wrong.status_code, NO_ADDRESS_IN_IT in words(wrong)) == (422, True)
    assert visitor.get(at("", first, "afmelden/")).status_code == 405
    left = visitor.post(at("", first, "afmelden/"), follow=True)
    assert "Je bent afgemeld." in words(left)
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.name, first.state, second.state) == (
        "Aagje Bol",
        PlaceState.CANCELLED,
        PlaceState.CONFIRMED,
    )


def test_the_room_shows_from_its_time_and_only_to_who_has_a_place(visitor: Client, now_open: Meeting) -> None:
    first, second = come(now_open, "Aagje"), come(now_open, "Bo")
    Meeting.objects.update(room_address="https://live.example/kamer")
    assert "live.example" not in visitor.get(own(first)).content.decode()
    now = timezone.now()
    starts_at = now + timezone.timedelta(minutes=14)
    Meeting.objects.update(starts_at=starts_at, ends_at=starts_at + timezone.timedelta(minutes=50))
    assert 'href="https://live.example/kamer"' in visitor.get(own(first)).content.decode()
    assert "live.example" not in visitor.get(own(second)).content.decode()
    Webinar.objects.update(called_off_at=now)
    assert "live.example" not in visitor.get(own(first)).content.decode()


def test_asking_and_voting(visitor: Client, now_open: Meeting) -> None:
    first, second = come(now_open, "Aagje"), come(now_open, "Bo")
    asked = visitor.post(at("", first, "vraag/"), {"text": HARD}, follow=True)
    assert "Je vraag is binnen." in words(asked)
    assert "alert(1)" not in visitor.get(own(second)).content.decode()
    question = Question.objects.get()
    Question.objects.update(state=Shown.SHOWN)
    page = visitor.get(own(second)).content.decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;&#x27;" in page
    assert "Aagje" not in page
    voted = visitor.post(at("", second, f"stem/{question.pk}/"), {"stem": "ja"}, follow=True)
    assert ("Je stem is geteld." in words(voted), "1 stem · jij stemde" in words(voted)) == (True, True)
    visitor.post(at("", second, f"stem/{question.pk}/"), {"stem": "terug"})
    assert Vote.objects.count() == 0
    own_vote = visitor.post(at("", first, f"stem/{question.pk}/"), {"stem": "ja"})
    assert (own_vote.status_code, "Op je eigen vraag stem je niet." in words(own_vote)) == (422, True)
    empty = visitor.post(at("", second, "vraag/"), {"text": ""})
    assert (empty.status_code, Question.objects.count()) == (422, 1)


def test_telling_what_one_found(visitor: Client, now_open: Meeting) -> None:
    first = come(now_open, "Aagje")
    assert visitor.post(at("", first, "mening/"), {"useful": "4"}).status_code == 422
    now = timezone.now()
    hour = timezone.timedelta(hours=1)
    Meeting.objects.update(opinions_open=True, starts_at=now - hour, ends_at=now - hour / 6)
    assert "Vertel wat je ervan vond" in words(visitor.get(own(first)))
    assert visitor.get(at("", first, "mening/")).status_code == 200
    given = visitor.post(
        at("", first, "mening/"), {"useful": "4", "will_act": "0", "text": "Goed"}, follow=True
    )
    assert "Je mening is bewaard, zonder je naam." in words(given)
    opinion = now_open.opinions.get()
    assert (opinion.useful, opinion.level, opinion.will_act, opinion.text) == (4, None, False, "Goed")
    assert "Je hebt je mening al gegeven" in words(visitor.get(at("", first, "mening/")))
    assert visitor.post(at("", first, "mening/"), {"useful": "9"}).status_code == 422


def test_the_key_does_not_come_in_the_log(
    visitor: Client, now_open: Meeting, caplog: pytest.LogCaptureFixture
) -> None:
    first = come(now_open, "Aagje")
    (key,) = parse_qs(urlsplit(own(first)).query)["sleutel"]
    with caplog.at_level("DEBUG"):
        visitor.get(own(first))
        visitor.post(at("", first, "vraag/"), {"text": "Wat kost het?"}, follow=True)
    assert key not in caplog.text


def test_own_page_in_a_fixed_number_of_queries(
    visitor: Client, now_open: Meeting, django_assert_num_queries: Any
) -> None:
    first, second = come(now_open, "Aagje"), come(now_open, "Bo")
    for number in (1, 3):
        while now_open.questions.count() < number:
            text = f"Vraag {now_open.questions.count()}"
            question = questions.ask_question(second, text=text, now=timezone.now())
            Question.objects.filter(pk=question.pk).update(state=Shown.SHOWN)
        with django_assert_num_queries(4):
            assert visitor.get(own(first)).status_code == 200
