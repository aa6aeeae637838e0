"""Scheme files with one mistake each: what is wrong, where it is said to be, and what helps."""

BO = "- {kind: school_type, source: bron, types: [bo]}"
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
"""The rules of the track; where; what."""

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
"""What stands below the rules; where; what."""

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
"""What is changed above the rules, and into what; where; what."""
