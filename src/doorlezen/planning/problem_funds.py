"""From [[fund]] to the funds of a problem: which schools, which bouwstenen, how much."""

from collections.abc import Sequence

from doorlezen.engine.allocation.posed.problem import Fund
from doorlezen.language import InputError, money, t
from doorlezen.planning.known_terms import SchemeTerms
from doorlezen.planning.library.fund_entries import KINDS
from doorlezen.planning.library.library_model import FundLine
from doorlezen.planning.library.selectors import Candidate


def build_fund(line: FundLine, schools: Sequence[Candidate], terms: SchemeTerms | None) -> Fund:
    """The fund that a line describes, for these schools. Raises InputError with the path that is wrong."""
    if line.schools is not None:
        line.schools.select(schools)
    payable = tuple(school.code for school in schools if KINDS[line.kind].pays(line, school))
    if line.kind == "scheme" and terms is not None:
        return _scheme_fund(line, payable, terms)
    assert line.bouwstenen is not None  # read_fund refuses a fund of another kind without them
    limits = line.per_school, line.per_pupil
    return Fund(line.id, line.name, line.cents, payable, line.bouwstenen, *limits, line.use)


def _scheme_fund(line: FundLine, payable: tuple[str, ...], terms: SchemeTerms) -> Fund:
    """The scheme's own limits count unless the library sets narrower ones."""
    bouwstenen = line.bouwstenen or terms.bouwstenen
    if bouwstenen is None:
        what = t(
            "ontbreekt, en bij {scheme} zijn ze niet openbaar; vul ze hier in, of allowed_bouwstenen bij "
            "[[scheme.filled]]",
            scheme=terms.label,
        )
        raise InputError(f"{line.path}.bouwstenen", what)
    for bouwsteen in bouwstenen:
        if terms.bouwstenen is not None and bouwsteen not in terms.bouwstenen:
            what = t("{scheme} betaalt {bouwsteen} niet", scheme=terms.label, bouwsteen=bouwsteen)
            raise InputError(f"{line.path}.bouwstenen", what)
    per_school = terms.per_school if line.per_school is None else line.per_school
    if terms.per_school is not None and per_school is not None and per_school > terms.per_school:
        what = t(
            "{scheme} betaalt hooguit {most} per school", scheme=terms.label, most=money(terms.per_school)
        )
        raise InputError(f"{line.path}.per_school", what)
    cents = line.cents
    if cents is None:
        if per_school is None:
            what = t(
                "ontbreekt, en bij {scheme} is het bedrag per school niet openbaar; vul hier in hoeveel er "
                "is toegekend, of amounts.per_school bij [[scheme.filled]]",
                scheme=terms.label,
            )
            raise InputError(f"{line.path}.total", what)
        cents = per_school * len(payable)
    return Fund(line.id, line.name, cents, payable, bouwstenen, per_school, line.per_pupil, line.use)
