"""The hours of one school to drag in "And if …?", beside the field in which they are typed."""

import json
from collections.abc import Mapping
from dataclasses import dataclass

from doorlezen.language import hours
from doorlezen.planning.build import Built
from doorlezen.web.pages.scenarios.what_if_forms import FixedHoursForm


@dataclass(frozen=True)
class HoursSlider:
    """A place for each number of hours that the chosen school can get; a script moves it to another school.

    ``schools``: by code the quarter-hours to choose from and the place of what it gets now, as JSON.
    ``most``: the last place; ``at``: the one that is chosen; ``said``: its hours.
    """

    schools: str
    most: int
    at: int
    said: str


def hours_slider(form: FixedHoursForm, built: Built, gets: Mapping[str, int]) -> HoursSlider | None:
    """The slider of that question. ``gets``: the quarter-hours of each school in the plan that there is, by
    its code. None where no school has anything to choose from."""
    choices = {code: _choices(built, code) for code in form.names}
    if not choices:
        return None
    code = form.data.get("of", "") if form.is_bound else ""
    chosen = code if code in choices else next(iter(choices))
    possible = choices[chosen]
    typed = form.cleaned_data.get("amount") if form.is_bound and form.is_valid() else None
    at = _nearest(possible, gets.get(chosen, 0) if typed is None else int(4 * typed))
    return HoursSlider(
        schools=json.dumps(
            {code: [possible, _nearest(possible, gets.get(code, 0))] for code, possible in choices.items()},
            separators=(",", ":"),
        ),
        most=len(possible) - 1,
        at=at,
        said=hours(possible[at]),
    )


def _choices(built: Built, code: str) -> list[int]:
    return sorted({option.quarters for option in built.problem.options(code)})


def _nearest(possible: list[int], quarters: int) -> int:
    return min(range(len(possible)), key=lambda place: abs(possible[place] - quarters))
