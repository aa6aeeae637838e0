"""The table of a benchmark: per instance the best value, the lowest bound, who and when. In Markdown."""

from decimal import ROUND_UP, Decimal

from bench.instances.results import Listed, Result, Results
from doorlezen.language import decimal, t, whole


def table(results: Results) -> str:
    """A row per instance, by name; instances without a result are in it too."""
    heads = [
        t("Instantie"),
        t("Scholen"),
        t("Eisen"),
        t("Beste waarde"),
        t("Bovengrens"),
        t("Verschil"),
        t("Door"),
        t("Op"),
        t("Seconden"),
    ]
    lines = [_line(heads), "|---|---:|---:|---:|---:|---:|---|---|---:|"]
    lines += [_line(_row(listed, results)) for listed in sorted(results.instances, key=lambda one: one.name)]
    return "\n".join(lines) + "\n"


def _line(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _row(listed: Listed, results: Results) -> list[str]:
    size = [listed.name, whole(listed.schools), whole(listed.demands)]
    found = results.of(listed.name)
    if not found:
        return [*size, t("nog niemand"), "", "", "", "", ""]
    # of equal values the first that was found; of equal bounds likewise
    best = min(found, key=lambda result: (-result.value, result.date))
    bounds = [(result.bound, result) for result in found if result.bound is not None]
    bound, by = min(bounds, key=lambda pair: (pair[0], pair[1].date), default=(None, best))
    who = (
        best.by if by is best or by.by == best.by else t("{best}; grens: {bound}", best=best.by, bound=by.by)
    )
    shown = "" if bound is None else whole(bound)
    return [
        *size,
        whole(best.value),
        shown,
        _gap(best, bound),
        who,
        best.date,
        decimal(_tenths(best.seconds), 1),
    ]


def _gap(best: Result, bound: int | None) -> str:
    """How far the best value may be from the best there is, as a share of it."""
    if bound is None:
        return ""
    if bound == best.value:
        return t("bewezen")
    if not best.value:
        return ""
    share = Decimal(100 * (bound - best.value)) / abs(best.value)
    return f"{decimal(share.quantize(Decimal('0.001'), ROUND_UP), 3)}%"


def _tenths(seconds: float) -> Decimal:
    return Decimal(str(seconds)).quantize(Decimal("0.1"), ROUND_UP)
