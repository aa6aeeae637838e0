"""A scheme file is read strictly: each mistake is one line with the line, the path and what helps."""

import datetime
from decimal import Decimal

import pytest

from doorlezen.language import InputError
from doorlezen.schemes.reader import read_scheme
from doorlezen.schemes.stated import Source
from tests.schemes.make import HEAD, read, scheme_text, track

BO = "- {kind: school_type, source: bron, types: [bo]}"
MONEY = """\
amounts:
  per_school: {label: per school, cents: 949000, source: bron}
  share: {label: eigen deel, percent: 12.5, source: bron}
  places: {label: plaatsen, count: null, note: niet openbaar}
conditions:
  monitor: {text: Je doet mee aan de Monitor., source: bron}
  accounting: {text: null, note: niet openbaar}
"""


def test_a_whole_scheme() -> None:
    scheme = read(BO, rest=MONEY)
    bron = Source("bron", "Test", "bron", datetime.date(2026, 1, 31), "primary")
    assert (scheme.id, scheme.version, scheme.title) == ("test", "2026-11-23.1", "Testregeling")
    assert (scheme.provider.value, scheme.route.value) == ("Stichting Test", "POI dient in")
    assert scheme.school_years.value == ("2025-2026",)
    assert scheme.sources == {"bron": bron}
    (only,) = scheme.tracks
    assert (only.id, only.title, only.target) == ("test-po", "Spoor po", "po")
    assert only.allowed_bouwstenen.value == ("expertise", "collectie")
    assert {name: (amount.stated.value, amount.stated.source) for name, amount in only.amounts.items()} == {
        "per_school": (949000, bron),
        "share": (Decimal("12.5"), bron),
        "places": (None, None),
    }
    assert {name: stated.value for name, stated in only.conditions.items()} == {
        "monitor": "Je doet mee aan de Monitor.",
        "accounting": None,
    }
    assert only.rules[0].source == bron


def test_a_source_without_a_date_says_why() -> None:
    head = HEAD.replace("date: 2026-01-31", "date: null, note: niet vastgelegd")
    assert read(BO, head=head).sources["bron"].date is None


SCORE = "- {kind: score_above, source: bron, variant: met-drempel, threshold: 0, peildatum: newest}"

WRONG_RULES = {
    "unknown rule kind": (
        "- {kind: score_over, source: bron}",
        "test.yaml, regel 16: tracks[0].rules[0].kind",
        '"score_over" bestaat niet; kies uit score_above, collaboration_running, no_collaboration, '
        "school_type, in_municipality, pupils_at_least, not_public, all_of, any_of, not",
    ),
    "unknown key in a rule": (
        "- {kind: school_type, source: bron, types: [bo], type: bo}",
        "test.yaml, regel 16: tracks[0].rules[0].type",
        "deze sleutel bestaat hier niet",
    ),
    "rule without a source": (
        "- {kind: school_type, types: [bo]}",
        "test.yaml, regel 16: tracks[0].rules[0].source",
        "ontbreekt; noem een van de sources van dit bestand",
    ),
    "rule with an unknown source": (
        "- {kind: school_type, source: elders, types: [bo]}",
        "test.yaml, regel 16: tracks[0].rules[0].source",
        '"elders" bestaat niet; kies uit bron',
    ),
    "rule without its field": (
        "- kind: school_type\n  source: bron",
        "test.yaml, regel 16: tracks[0].rules[0].types",
        "ontbreekt",
    ),
    "bare null": (
        "- kind: school_type\n  source: bron\n  types: null",
        "test.yaml, regel 18: tracks[0].rules[0].types",
        "null heeft een toelichting nodig: {value: null, note: …}",
    ),
    "null without a note": (
        "- kind: school_type\n  source: bron\n  types:\n    value: null\n    default: [bo]",
        "test.yaml, regel 18: tracks[0].rules[0].types.note",
        "ontbreekt; zeg bij null waarom er geen waarde is",
    ),
    "null default": (
        "- kind: school_type\n  source: bron\n  types:\n    value: null\n    note: x\n    default: null",
        "test.yaml, regel 21: tracks[0].rules[0].types.default",
        "null heeft een toelichting nodig: {value: null, note: …}",
    ),
    "default beside a value": (
        "- kind: school_type\n  source: bron\n  types: {value: [bo], default: [so]}",
        "test.yaml, regel 18: tracks[0].rules[0].types.default",
        "een default hoort alleen bij null",
    ),
    "unknown school type": (
        "- {kind: school_type, source: bron, types: [vwo]}",
        "test.yaml, regel 16: tracks[0].rules[0].types",
        '"vwo" past hier niet; schrijf een of meer van bo, sbo, so, vso, vmbo, kinderopvang',
    ),
    "the same twice": (
        "- {kind: school_type, source: bron, types: [bo, bo]}",
        "test.yaml, regel 16: tracks[0].rules[0].types",
        '"bo" staat er twee keer',
    ),
    "empty list": (
        "- {kind: school_type, source: bron, types: []}",
        "test.yaml, regel 16: tracks[0].rules[0].types",
        "moet een lijst zijn: een of meer van bo, sbo, so, vso, vmbo, kinderopvang",
    ),
    "gemeente code of three digits": (
        "- {kind: in_municipality, source: bron, codes: [214]}",
        "test.yaml, regel 16: tracks[0].rules[0].codes",
        "214 past hier niet; schrijf een of meer zoals 0281",
    ),
    "threshold as text": (
        SCORE.replace("threshold: 0", 'threshold: "0"'),
        "test.yaml, regel 16: tracks[0].rules[0].threshold",
        'moet een getal vanaf 0, zoals 0.1 zijn, niet "0"',
    ),
    "threshold that is no number": (
        SCORE.replace("threshold: 0", "threshold: .nan"),
        "test.yaml, regel 16: tracks[0].rules[0].threshold",
        'moet een getal vanaf 0, zoals 0.1 zijn, niet ".nan"',
    ),
    "negative threshold": (
        SCORE.replace("threshold: 0", "threshold: -0.5"),
        "test.yaml, regel 16: tracks[0].rules[0].threshold",
        "moet een getal vanaf 0, zoals 0.1 zijn, niet -0.5",
    ),
    "unknown variant": (
        SCORE.replace("met-drempel", "met drempel"),
        "test.yaml, regel 16: tracks[0].rules[0].variant",
        'moet een van met-drempel, zonder-drempel zijn, niet "met drempel"',
    ),
    "peildatum of another word": (
        SCORE.replace("newest", "asked"),
        "test.yaml, regel 16: tracks[0].rules[0].peildatum",
        'moet een datum zoals 2019-10-01, of "newest" zijn, niet "asked"',
    ),
    "two peildata in one track": (
        f"{SCORE}\n{SCORE.replace('newest', '2019-10-01').replace('{kind', '{id: other, kind')}",
        "test.yaml, regel 15: tracks[0].rules",
        "alle scores van een spoor moeten dezelfde peildatum hebben",
    ),
    "two rules with one name": (
        f"{BO}\n{BO}",
        "test.yaml, regel 15: tracks[0].rules",
        "school_type.types komt twee keer voor; geef een van de regels een eigen id",
    ),
    "a name in capitals": (
        BO.replace("source", "id: Soort, source"),
        "test.yaml, regel 16: tracks[0].rules[0].id",
        "een naam heeft kleine letters, cijfers en _ zoals per_school, niet Soort",
    ),
    "no rules": (
        "[]",
        "test.yaml, regel 15: tracks[0].rules",
        "moet een lijst met minstens één onderdeel zijn",
    ),
    "a rule that is text": (
        "- school_type",
        "test.yaml, regel 16: tracks[0].rules[0]",
        'moet een object zijn, niet "school_type"',
    ),
    "not_public without a note": (
        "- {kind: not_public}",
        "test.yaml, regel 16: tracks[0].rules[0].note",
        "ontbreekt",
    ),
    "inside a combination": (
        f"- kind: any_of\n  rules:\n    {BO}\n    - {{kind: nothing}}",
        "test.yaml, regel 19: tracks[0].rules[0].rules[1].kind",
        '"nothing" bestaat niet; kies uit score_above, collaboration_running, no_collaboration, '
        "school_type, in_municipality, pupils_at_least, not_public, all_of, any_of, not",
    ),
}


@pytest.mark.parametrize("case", WRONG_RULES)
def test_a_wrong_rule(case: str) -> None:
    rules, where, what = WRONG_RULES[case]
    with pytest.raises(InputError) as refused:
        track(rules)
    assert (refused.value.where, refused.value.what) == (where, what)


WRONG_MONEY = {
    "money with cents behind a point": (
        "amounts:\n  per_school: {label: x, cents: 9490.00, source: bron}",
        "test.yaml, regel 18: tracks[0].amounts.per_school.cents",
        "moet een bedrag in hele centen zijn, niet 9490.00",
    ),
    "money as text": (
        'amounts:\n  per_school: {label: x, cents: "9490", source: bron}',
        "test.yaml, regel 18: tracks[0].amounts.per_school.cents",
        'moet een bedrag in hele centen zijn, niet "9490"',
    ),
    "negative money": (
        "amounts:\n  per_school: {label: x, cents: -1, source: bron}",
        "test.yaml, regel 18: tracks[0].amounts.per_school.cents",
        "moet een bedrag in hele centen zijn, niet -1",
    ),
    "money that is true": (
        "amounts:\n  per_school: {label: x, cents: true, source: bron}",
        "test.yaml, regel 18: tracks[0].amounts.per_school.cents",
        "moet een bedrag in hele centen zijn, niet True",
    ),
    "money without a source": (
        "amounts:\n  per_school: {label: x, cents: 1}",
        "test.yaml, regel 18: tracks[0].amounts.per_school.source",
        "ontbreekt; noem een van de sources van dit bestand",
    ),
    "unknown money without a note": (
        "amounts:\n  per_school:\n    label: x\n    cents: null",
        "test.yaml, regel 18: tracks[0].amounts.per_school.note",
        "ontbreekt; zeg bij null waarom er geen waarde is",
    ),
    "unknown money with a default": (
        "amounts:\n  per_school: {label: x, cents: null, note: y, default: 100}",
        "test.yaml, regel 18: tracks[0].amounts.per_school.default",
        "deze sleutel bestaat hier niet",
    ),
    "two units": (
        "amounts:\n  per_school: {label: x, cents: 1, percent: 1, source: bron}",
        "test.yaml, regel 18: tracks[0].amounts.per_school",
        "noem precies één van cents, percent, count",
    ),
    "too much percent": (
        "amounts:\n  share: {label: x, percent: 101, source: bron}",
        "test.yaml, regel 18: tracks[0].amounts.share.percent",
        "moet een getal van 0 tot 100 zijn, niet 101",
    ),
    "amount in a wrong name": (
        "amounts:\n  per-school: {label: x, cents: 1, source: bron}",
        "test.yaml, regel 18: tracks[0].amounts.per-school",
        "een naam heeft kleine letters, cijfers en _ zoals per_school, niet per-school",
    ),
    "condition without text": (
        "conditions:\n  monitor: {source: bron}",
        "test.yaml, regel 18: tracks[0].conditions.monitor.text",
        "ontbreekt",
    ),
    "unknown key in a track": (
        "bedragen: {}",
        "test.yaml, regel 17: tracks[0].bedragen",
        "deze sleutel bestaat hier niet",
    ),
}


@pytest.mark.parametrize("case", WRONG_MONEY)
def test_wrong_money_and_conditions(case: str) -> None:
    rest, where, what = WRONG_MONEY[case]
    with pytest.raises(InputError) as refused:
        track(BO, rest=rest)
    assert (refused.value.where, refused.value.what) == (where, what)


WRONG_HEADS = {
    "another format": (
        ("doorlezen-scheme/1", "doorlezen-scheme/2"),
        "test.yaml, regel 1: format",
        "moet doorlezen-scheme/1 zijn, niet doorlezen-scheme/2",
    ),
    "unknown key": (
        ("route:", "weg:"),
        "test.yaml, regel 1: route",
        "ontbreekt",
    ),
    "id with a capital": (
        ("id: test", "id: Test"),
        "test.yaml, regel 2: id",
        'moet kleine letters, cijfers en streepjes hebben zoals mbv2-po, niet "Test"',
    ),
    "version without a number": (
        ("2026-11-23.1", "2026-11-23"),
        "test.yaml, regel 3: version",
        'moet een tekst zijn, niet "2026-11-23"',
    ),
    "version that is a word": (
        ("2026-11-23.1", "eerste"),
        "test.yaml, regel 3: version",
        "moet een datum en een nummer zijn zoals 2026-11-23.1, niet eerste",
    ),
    "route null without a note": (
        ("POI dient in", "null"),
        "test.yaml, regel 6: route",
        "null heeft een toelichting nodig: {value: null, note: …}",
    ),
    "school year of two years": (
        ("2025-2026", "2025-2027"),
        "test.yaml, regel 7: school_years",
        "2025-2027 is geen schooljaar zoals 2023-2024",
    ),
    "school year in another form": (
        ("2025-2026", "2025/26"),
        "test.yaml, regel 7: school_years",
        '"2025/26" past hier niet; schrijf een of meer zoals 2023-2024',
    ),
    "source without a date": (
        ("date: 2026-01-31, ", ""),
        "test.yaml, regel 9: sources[0].date",
        "ontbreekt",
    ),
    "source with an unknown date and no note": (
        ("date: 2026-01-31", "date: null"),
        "test.yaml, regel 9: sources[0].note",
        "ontbreekt; zeg bij null waarom er geen waarde is",
    ),
    "source with a date in words": (
        ("date: 2026-01-31", "date: 31 januari"),
        "test.yaml, regel 9: sources[0].date",
        'moet een datum zijn zoals 2019-10-01, niet "31 januari"',
    ),
    "source of unknown sureness": (
        ("sure: primary", "sure: H"),
        "test.yaml, regel 9: sources[0].sure",
        '"H" bestaat niet; kies uit primary, secondary, derived',
    ),
    "unknown target": (
        ("target: po", "target: vo"),
        "test.yaml, regel 13: tracks[0].target",
        '"vo" bestaat niet; kies uit po, boekstart, vmbo',
    ),
    "unknown bouwsteen": (
        ("[expertise, collectie]", "[expertise, boeken]"),
        "test.yaml, regel 14: tracks[0].allowed_bouwstenen.value",
        '"boeken" past hier niet; schrijf een of meer van netwerk-en-beleid, collectie, expertise, '
        "activiteiten, lees-en-mediaplan, monitor, digitaal-portaal",
    ),
}


@pytest.mark.parametrize("case", WRONG_HEADS)
def test_a_wrong_head(case: str) -> None:
    (good, bad), where, what = WRONG_HEADS[case]
    assert HEAD.count(good) == 1
    with pytest.raises(InputError) as refused:
        read(BO, head=HEAD.replace(good, bad))
    assert (refused.value.where, refused.value.what) == (where, what)


def test_a_source_that_stands_twice() -> None:
    twice = HEAD.replace(
        "tracks:", "  - {id: bron, publisher: A, title: b, date: 2026-01-01, sure: derived}\ntracks:"
    )
    with pytest.raises(InputError) as refused:
        read(BO, head=twice)
    assert str(refused.value) == "test.yaml, regel 10: sources[1].id: bron staat er twee keer"


def test_a_track_that_stands_twice() -> None:
    text = scheme_text(BO).decode()
    with pytest.raises(InputError) as refused:
        read_scheme((text + text.split("tracks:\n")[1]).encode(), name="test.yaml")
    assert str(refused.value) == "test.yaml, regel 17: tracks[1].id: po staat er twee keer"


@pytest.mark.parametrize(
    ("data", "shown"), [(b"- a list\n", '["a list"]'), (b"just text\n", '"just text"'), (b"12\n", "12")]
)
def test_not_a_mapping(data: bytes, shown: str) -> None:
    with pytest.raises(InputError) as refused:
        read_scheme(data, name="test.yaml")
    assert str(refused.value) == f"test.yaml, regel 1: moet een object zijn, niet {shown}"


def test_every_refusal_is_one_line() -> None:
    with pytest.raises(InputError) as refused:
        read(BO, head=HEAD.replace("title: Testregeling", "title: |\n  twee\n  regels\nonbekend: ja"))
    assert "\n" not in str(refused.value)
