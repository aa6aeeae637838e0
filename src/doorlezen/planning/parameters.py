"""Every value that somebody filled in, in words, with its source and date: for the sources file."""

from collections.abc import Iterator
from decimal import Decimal

from doorlezen.language import decimal, money, t
from doorlezen.planning.known_terms import SchemeTerms
from doorlezen.planning.library.bouwstenen import bouwsteen_name
from doorlezen.planning.library.course_entries import course_words
from doorlezen.planning.library.library_model import (
    WITH_SCORE,
    CostLine,
    FundLine,
    Ground,
    Library,
    NormValue,
)
from doorlezen.planning.library.norms import NORMS, field_name, norm_name, sure_name
from doorlezen.planning.sources import FilledValue


def parameters_of(library: Library, terms: SchemeTerms | None) -> tuple[FilledValue, ...]:
    """All of them, in the order of the library file; what the scheme leaves open comes first."""
    people = library.leesconsulenten
    rows = [
        (t("Kosten van een leesconsulent per uur"), money(people.cents_per_hour), people.ground),
        (t("Schoolweken"), str(people.weeks), people.ground),
        (t("Uren van leesconsulenten"), people.capacity_words, people.ground),
        (t("Verdeelsleutel"), _need_words(library), library.need_ground),
        *_norm_rows(library),
        *((_cost_name(line), _cost_words(line), line.ground) for line in library.costs),
        *((fund.name, _fund_words(fund), fund.ground) for fund in library.funds),
        *((t("Cursus {name}", name=line.name), course_words(line), line.ground) for line in library.courses),
        *(
            (t("Leerlingen van {code}", code=line.code), str(line.pupils), line.ground)
            for line in library.pupils_filled
        ),
    ]
    own = tuple(_parameter(name, value, ground) for name, value, ground in rows)
    return (terms.parameters if terms else ()) + own


def _parameter(name: str, value: str, ground: Ground) -> FilledValue:
    return FilledValue(name, value, ground.source, ground.date.isoformat(), ground.by)


def _need_words(library: Library) -> str:
    need = library.need
    parts = [
        (need.per_pupil, t("leerlingen")),
        (need.per_point, t("achterstandsscore")),
        (need.per_school, t("per school")),
    ]
    words = [f"{_plain(factor)} × {name}" if factor != 1 else name for factor, name in parts if factor]
    return t("gewicht = {sum}", sum=" + ".join(words))


def _norm_rows(library: Library) -> Iterator[tuple[str, str, Ground]]:
    """How the library works at schools of each profile, with how sure that is."""
    for profile, chosen in library.profiles.items():
        for name, norm in chosen.norms.items():
            words = ", ".join(norm_words(key, value) for key, value in norm.values.items())
            yield f"{norm_name(name)}, {_whose(profile)}", f"{words} ({sure_name(norm.sure)})", norm.ground


def norm_words(key: str, value: NormValue) -> str:
    """A value of a norm with its name: "zelf doen: 40%"."""
    return f"{field_name(key)}: {value_words(key, value)}"


def value_words(key: str, value: NormValue) -> str:
    """A value of a norm as people write it: "40%", "6,6", "ja"."""
    if isinstance(value, bool):
        return t("ja") if value else t("nee")
    if isinstance(value, str):
        return value
    percent = any(fields.get(key) == "percent" for fields in NORMS.values())
    return _plain(Decimal(value)) + ("%" if percent else "")


def _whose(profile: str) -> str:
    return t("met score") if profile == WITH_SCORE else t("zonder score")


def _cost_name(line: CostLine) -> str:
    name = t("Kosten {bouwsteen}", bouwsteen=bouwsteen_name(line.bouwsteen))
    return name if len(line.profiles) > 1 else f"{name}, {_whose(line.profiles[0])}"


def _cost_words(line: CostLine) -> str:
    words = []
    if line.leesconsulent:
        words.append(t("uren × weken × kosten per uur"))
    if line.fixed:
        words.append(t("{amount} per school", amount=money(line.fixed)))
    if line.per_pupil:
        words.append(t("{amount} per leerling", amount=money(line.per_pupil)))
    if line.book_cents:
        books, price = _plain(line.books_per_pupil), money(line.book_cents)
        words.append(t("{books} boek per leerling × {price}", books=books, price=price))
    if line.per_pupil_per_hour:
        words.append(t("{amount} per leerling per uur per week", amount=money(line.per_pupil_per_hour)))
    return " + ".join(words)


def _fund_words(fund: FundLine) -> str:
    words = []
    if fund.cents is not None:
        words.append(t("{amount} in totaal", amount=money(fund.cents)))
    if fund.per_school is not None:
        words.append(t("hooguit {amount} per school", amount=money(fund.per_school)))
    if fund.per_pupil is not None:
        words.append(t("hooguit {amount} per leerling", amount=money(fund.per_pupil)))
    return ", ".join(words) or t("volgens de regeling")


def _plain(number: Decimal) -> str:
    """A decimal without needless noughts: 1.50 → "1,5"."""
    exponent = number.normalize().as_tuple().exponent
    return decimal(number, max(0, -exponent) if isinstance(exponent, int) else 0)
