"""The pieces of a page: what a reader sees, hears and can do with them."""

import re
from collections import Counter
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django import forms
from django.core.paginator import Paginator
from django.db.models.fields import BLANK_CHOICE_DASH
from django.template import Context, Template
from django.test import Client, RequestFactory

from doorlezen.reports import drawing
from doorlezen.reports.purse_styles import PURSES, label
from doorlezen.web import pieces
from doorlezen.web.pieces import (
    Cell,
    Column,
    Judgement,
    ShownPrice,
    ShownProgress,
    SourcedFigure,
    SourceNote,
    Table,
)
from doorlezen.web.templatetags import pieces as pieces_of_templates

LOOK = Path(pieces.__file__).parent / "look" / "css"


def shown(template: str, **context: object) -> str:
    """The template as HTML, with runs of blanks as one."""
    context.setdefault("request", RequestFactory().get("/lijst/?gemeente=0281&pagina=2"))
    return " ".join(Template(template).render(Context(context)).split())


def text(html: str) -> str:
    """What is left to read."""
    return " ".join(re.sub(r"<[^>]*>", " ", html).split())


class _Ids(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.pointed: list[str] = []
        self.headings: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {key: value or "" for key, value in attrs}
        self.ids += [given["id"]] if "id" in given else []
        self.headings += [tag] if re.fullmatch("h[1-6]", tag) else []
        for name in ("for", "aria-describedby", "aria-labelledby"):
            self.pointed += given.get(name, "").split()


def parsed(html: str) -> _Ids:
    parser = _Ids()
    parser.feed(html)
    return parser


def test_a_table_has_a_caption_units_and_a_sum() -> None:
    table = Table(
        "Scholen",
        [Column("School"), Column("Uren", unit="per week", align="right")],
        [["De Akker", "2½"], [Cell("De Linde", address="/l/", note="00AB00"), "5"]],
        feet=[["Samen", "7½"]],
        note="Verzonnen.",
        source=SourceNote(edition="CBS, 2019"),
    )
    html = shown("{% table table %}", table=table)
    assert text(html) == (
        "Scholen School Uren per week De Akker 2½ De Linde 00AB00 5 Samen 7½ Verzonnen. "
        "Bron : Scholen CBS, 2019"
    )
    assert html.count('<th scope="col"') == 2
    assert html.count('<th scope="row"') == 3
    assert html.count("__cell--numeric-column") == 3
    assert '<a class="nl-link" href="/l/">De Linde</a>' in html
    assert 'role="region" aria-label="Scholen" tabindex="0"' in html


def test_a_column_that_can_be_sorted_says_how_it_is() -> None:
    columns = [Column("School", sort="?volgorde=naam"), Column("Score", sort="?v=-s", sorted="descending")]
    html = shown("{% table table %}", table=Table("Scholen", columns, []))
    assert '<a class="sorting" href="?volgorde=naam">School</a>' in html
    assert html.count("aria-sort") == 1
    assert 'aria-sort="descending"' in html


def test_a_table_of_three_columns_is_one_of_cards_that_say_what_each_cell_is() -> None:
    columns = [Column("school"), Column("oordeel", first=True), Column("uren", "per week", align="right")]
    rows = [["De Akker", Cell("Komt in aanmerking", holds="yes"), "2½"]]
    html = shown("{% table table %}", table=Table("Scholen", columns, rows, feet=[["", "samen", "2½"]]))
    assert '<table class="utrecht-table cards" role="table">' in html
    assert re.findall(r'data-label="([^"]*)"', html) == [
        "Oordeel",
        "Uren, per week",
        "School",
        "Uren, per week",
    ]
    # whatever a phone makes of it, for who listens it stays a table
    told = Counter(re.findall(r'role="(\w+)"', html))
    assert told == {
        "region": 1,
        "table": 1,
        "rowgroup": 3,
        "row": 3,
        "columnheader": 3,
        "rowheader": 2,
        "cell": 4,
    }
    # no row goes by a name that says nothing
    assert re.findall(r'role="rowheader"[^>]*>([^<]*)<', html) == ["De Akker", "samen"]
    assert 'data-label="Oordeel" class="utrecht-table__cell cards__first"' in html
    narrow = shown("{% table table %}", table=Table("Scholen", columns[:2], [["De Akker", "ja"]]))
    assert '<table class="utrecht-table" role="table">' in narrow


def test_a_table_that_a_template_writes_is_the_same_table() -> None:
    columns = [Column("Naam"), Column("Rol"), Column("Uren", align="right", first=True)]
    rows = [["Aaf", "adviseur", "2½"], ["Bas", "directeur", "5"]]
    written = (
        '{% listing "Mensen" %}{% heads "naam" "rol" "uren" figures="3" first=3 %}{% rows %}'
        "{% for a, b, c in rows %}{% row %}{% name %}{{ a }}{% endname %} {% cell %} {{ b }} {% endcell %}"
        "{% cell %}{{ c }}{% endcell %}{% endrow %}{% endfor %}{% endrows %}{% endlisting %}"
    )
    assert shown(written, rows=rows).replace("</th> <td", "</th><td") == shown(
        "{% table table %}", table=Table("Mensen", columns, rows)
    )


def test_what_others_wrote_is_never_markup() -> None:
    evil = "<script>alert(1)</script>"
    table = Table(
        evil, [Column(evil, unit=evil)], [[Cell(evil, address="javascript", note=evil, holds="yes")], [evil]]
    )
    fact = SourcedFigure(evil, evil, SourceNote(evil, evil, evil), unit=evil)
    found = Judgement("no", evil, evil, settle=evil, watch=[evil], on=evil)
    tag = ShownPrice(evil, evil, evil, evil, evil, evil, evil)
    html = shown(
        "{% page_title e e e %}{% table t %}{% facts f %}{% verdict v %}{% price_tag p %}{% refusal e %}"
        "{% notice e e %}{{ e }}{% endnotice %}{% nothing_yet e %}{{ e }}{% endnothing_yet %}"
        "{% crumbs e e e %}",
        e=evil,
        t=table,
        f=[fact],
        v=found,
        p=tag,
    )
    assert "<script>" not in html
    assert html.count("&lt;script&gt;") >= 25


def test_a_fact_that_is_not_public_asks_to_be_filled_in() -> None:
    html = shown(
        "{% facts facts %}", facts=[SourcedFigure("Bedrag", None, fill="/vul/"), SourcedFigure("Norm", None)]
    )
    assert text(html) == "Bedrag niet openbaar – vul in Norm niet openbaar"
    assert html.count('href="/vul/"') == 1


def test_a_computed_fact_shows_its_sum_and_a_read_one_its_source() -> None:
    facts = [
        SourcedFigure("Drempel", "7", SourceNote(reckoned="10 × 0,7")),
        SourcedFigure("Score", "3", SourceNote(edition="CBS, rij 9")),
    ]
    html = shown("{% facts facts %}", facts=facts)
    assert text(html) == ("Drempel 7 Zo gerekend : Drempel 10 × 0,7 Score 3 Bron : Score CBS, rij 9")


@pytest.mark.parametrize(("holds", "sign"), [("yes", "✓"), ("no", "✗"), ("unknown", "?")])
def test_a_verdict_is_a_word_and_a_sign_with_its_reason(holds: pieces.Holds, sign: str) -> None:
    found = Judgement(
        holds, "Het woord", "de reden", settle="Doe dit.", watch=["Kan omslaan."], on="1 mei 2024"
    )
    html = shown("{% verdict found %}", found=found)
    assert text(html) == (
        f"{sign} Het woord De reden. Doe dit. Let op: Kan omslaan. Beoordeeld naar de stand van 1 mei 2024."
    )
    assert f'aria-hidden="true">{sign}</span>Het woord' in html
    word = shown("{% verdict_word holds 'Het woord' %}", holds=holds)
    assert text(word) == f"{sign} Het woord"


def test_a_figure_has_its_numbers_under_it() -> None:
    table = Table("Cijfers", [Column("School")], [["De Akker"]])
    html = shown("{% figure svg 'De plank' table 'Uitleg' %}", svg="<svg></svg>", table=table)
    assert html.index("<svg>") < html.index("De cijfers bij dit beeld") < html.index("De Akker")
    assert '<figcaption class="figure__title">De plank</figcaption>' in html


def test_the_legend_names_every_purse_with_its_own_pattern() -> None:
    html = shown("{% purse_legend kinds %}", kinds=list(PURSES))
    assert text(re.sub(r"<svg.*?</svg>", "", html)) == " ".join(
        label(kind).capitalize().replace("(oab)", "(OAB)") for kind in PURSES
    )
    for purse in PURSES.values():
        assert purse.fill in html
    assert html.count('<span aria-hidden="true"><svg') == len(PURSES)


def test_a_price_tag_tells_both_prices() -> None:
    tag = ShownPrice("75% blijft", "9½ uur", "per week", "9¼ uur", "Tiel", "€ 12.350", "Het verschil.")
    html = shown("{% price_tag tag %}", tag=tag)
    assert text(html) == (
        "Tiel: 75% blijft 9½ uur per week € 12.350 Alleen: 9¼ uur Zo gerekend : 75% blijft Het verschil."
    )
    assert text(shown("{% price_tag tag %}", tag=ShownPrice("x", "0 uur"))) == "x 0 uur"


def test_the_pages_of_a_list_keep_the_rest_of_the_address() -> None:
    page = Paginator(range(100), 10).page(5)
    html = shown("{% pagination page %}", page=page)
    links = re.findall(r'href="([^"]*)"', html)
    assert links == [f"?gemeente=0281&amp;pagina={n}" for n in (4, 1, 4, 6, 10, 6)]
    assert 'aria-current="page"><span class="only-heard">bladzijde </span>5</span>' in html
    assert shown("{% pagination page %}", page=Paginator(range(10), 10).page(1)) == ""


def test_progress_is_told_in_words_and_can_be_asked_for_without_javascript() -> None:
    html = shown("{% progress p %}", p=ShownProgress("Bezig.", 1200, 6295, "/werk/1/", every_seconds=3))
    assert "1.200 van 6.295 klaar" in text(html)
    assert '<a class="nl-link" id="hoe-ver-bezig" href="/werk/1/">' in html
    assert 'hx-get="/werk/1/" hx-trigger="every 3s"' in html
    assert 'value="1200" max="6295"' in html
    unknown = shown("{% progress p %}", p=ShownProgress("Bezig.", 12, None, "/werk/1/"))
    assert "12 klaar" in text(unknown)
    assert "max=" not in unknown


def test_crumbs_lead_back_and_end_at_the_page_itself() -> None:
    html = shown('{% crumbs "Scholen" "/s/" "Tiel" "/s/t/" "De Akker" %}')
    assert re.findall(r'href="([^"]*)"', html) == ["/s/", "/s/t/"]
    assert 'aria-current="page">De Akker</li>' in html
    assert text(shown('{% crumbs "Hier" %}')) == "Hier"


class Ask(forms.Form):
    name = forms.CharField(label="Naam", help_text="Voluit")
    kind = forms.ChoiceField(label="Soort", choices=[("a", "A"), ("b", "B")])
    who = forms.ChoiceField(label="Wie", choices=[("a", "A"), ("b", "B")], widget=forms.RadioSelect)
    agreed = forms.BooleanField(label="Akkoord")
    note = forms.CharField(label="Notitie", widget=forms.Textarea, required=False)
    secret = forms.CharField(widget=forms.HiddenInput, required=False)

    def clean(self) -> None:
        if self.data.get("name") == "nee":
            raise forms.ValidationError("Zo kan het niet.")


def test_each_field_is_tied_to_its_label_hint_and_error() -> None:
    for form in (Ask(), Ask(data={})):
        found = parsed(shown("{{ form }}", form=form))
        assert set(found.pointed) <= set(found.ids)
        assert len(set(found.ids)) == len(found.ids)
        assert {"id_name", "id_kind", "id_note"} <= set(found.pointed)


class Small(forms.Form):
    kind = forms.ChoiceField(label="soort", choices=[*BLANK_CHOICE_DASH, ("a", "alle"), ("b", "‘t Schip")])
    who = forms.ChoiceField(label="wie", choices=[("a", "adviseur")], widget=forms.RadioSelect)
    agreed = forms.BooleanField(label="akkoord")


def test_every_label_and_choice_begins_with_a_capital_and_says_what_to_do() -> None:
    html = shown("{{ form }}{% facts facts %}", form=Small(), facts=[SourcedFigure("uren", "2")])
    assert text(html) == "Soort Kies … Alle ‘t Schip Wie Adviseur Akkoord Uren 2"


def test_a_box_to_tick_stands_inside_its_label() -> None:
    html = shown("{% field form.agreed %}", form=Ask())
    label = html.split('<label class="choice">')[1].split("</label>")[0]
    assert '<input type="checkbox" name="agreed"' in label
    assert text(label) == "Akkoord"


def test_what_is_wrong_stands_on_top_and_leads_to_its_field() -> None:
    html = shown("{{ form }}", form=Ask(data={"kind": "a"}))
    summary, rest = html.split("</div>", 1)
    assert text(summary) == (
        "Er kloppen 3 dingen niet. Er is niets opgeslagen. Naam : Dit veld is verplicht. "
        "Wie : Dit veld is verplicht. Akkoord : Dit veld is verplicht."
    )
    for target in re.findall(r'href="#([^"]*)"', summary):
        assert f'id="{target}"' in rest
    assert 'aria-invalid="true"' in rest
    assert 'aria-describedby="id_name_helptext id_name_error"' in rest


def test_an_error_of_the_whole_form_is_told() -> None:
    html = shown("{{ form }}", form=Ask(data={"name": "nee", "kind": "a", "who": "a", "agreed": "on"}))
    assert "Er klopt iets niet. Er is niets opgeslagen. Zo kan het niet." in text(html)


def test_a_form_without_errors_has_no_summary() -> None:
    assert "notice" not in shown("{{ form }}", form=Ask())


def test_a_single_field_looks_the_same_as_in_a_form() -> None:
    form = Ask()
    assert shown("{% field form.name %}", form=form) in shown("{{ form }}", form=form)


def test_the_drawings_have_a_colour_for_the_dark() -> None:
    css = (LOOK / "drawings.css").read_text()
    colours = {drawing.INK, drawing.SOFT_INK, drawing.LINE, drawing.PAPER, drawing.PLANK}
    colours |= {PURSES["scheme"].fill}
    assert set(re.findall(r'\[fill="([^"]*)"\]', css)) == colours
    assert set(re.findall(r'\[stroke="([^"]*)"\]', css)) == colours


@pytest.mark.django_db
def test_all_pieces_stand_on_one_page() -> None:
    client = Client(headers={"host": "localhost"})
    page = client.get("/onderdelen/")
    html = page.content.decode()
    assert page.status_code == 200
    found = parsed(html)
    assert found.headings.count("h1") == 1
    assert len(set(found.ids)) == len(found.ids)
    told = set(re.findall(r"{% (\w+)", html))
    helpers = {"links_here", "field_input", "source"}  # for the frame and inside the pieces
    assert set(pieces_of_templates.register.tags) - helpers <= told
    assert "style=" not in html


@pytest.mark.django_db
def test_the_form_on_the_page_of_pieces_answers() -> None:
    answer = Client(headers={"host": "localhost"}).post("/onderdelen/", {"name": "De Akker"})
    assert answer.status_code == 200
    assert "Er kloppen 4 dingen niet." in answer.content.decode()
