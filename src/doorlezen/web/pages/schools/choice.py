"""What a reader of the list asks for, as it stands in the address of the page."""

import datetime
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from doorlezen.language import school_year, school_year_of, t
from doorlezen.register.models import Phase
from doorlezen.schemes.scheme import Scheme, Track, tracks_of
from doorlezen.schemes.shipped_schemes import find_track, load_schemes
from doorlezen.schemes.verdict import OUTSIDE, Eligibility, outcome_name, outside

NO_TRACK = "geen"
PRIMARY = "po"
"""The target of a scheme that is about primary schools."""
WITH_SCORE, WITHOUT_SCORE, UNKNOWN_SCORE = "met", "zonder", "onbekend"
SBO, SO, VSO, ALL_KINDS = "sbo", "so", "vso", "alle"
"""The kinds of school that can be chosen; "" is primary schools, what the list is about until then."""
RUNNING, NOT_RUNNING, PHASE_UNKNOWN = "loopt", "geen", "onbekend"
COLUMNS = ("code", "naam", "plaats", "gemeente", "leerlingen", "score", "fase", "oordeel")
USUAL_ORDER = "gemeente"
LONGEST_SEARCH = 100


@dataclass(frozen=True)
class SchoolFilters:
    """The filters and the order of a list; "" is no filter. ``order``: a column, with "-" for downwards.

    ``unknown``: the names of parameters whose value is none that we know; they filter nothing, and the page
    says so.
    """

    search: str = ""
    kind: str = ""
    gemeente: str = ""
    score: str = ""
    phase: str = ""
    track: str = ""
    outcome: str = ""
    order: str = USUAL_ORDER
    unknown: tuple[str, ...] = ()
    usual_track: str = ""
    """What ``track`` is when the reader chose none."""

    @property
    def column(self) -> str:
        """The column that the list is in the order of."""
        return self.order.removeprefix("-")

    @property
    def downwards(self) -> bool:
        """Whether the largest comes first."""
        return self.order.startswith("-")

    @property
    def narrows(self) -> bool:
        """Whether any filter is on."""
        return any((self.search, self.kind, self.gemeente, self.score, self.phase, self.outcome))

    def address(self, **changes: str) -> str:
        """The query string of this choice with changes, by the names that an address uses: "?score=met"."""
        parts = {
            "zoek": self.search,
            "soort": self.kind,
            "gemeente": self.gemeente,
            "score": self.score,
            "fase": self.phase,
            "regeling": "" if self.track == self.usual_track else self.track or NO_TRACK,
            "oordeel": self.outcome,
            "sorteer": "" if self.order == USUAL_ORDER else self.order,
            **changes,
        }
        return "?" + urlencode({name: value for name, value in parts.items() if value})


def read_choice(
    asked: Mapping[str, str], *, gemeenten: Collection[str], own_list: bool, on: datetime.date
) -> SchoolFilters:
    """The choice in the query string of an address. What we do not know is named, not guessed.

    ``gemeenten``: the codes that may be chosen; ``own_list``: whether the reader sees collaborations; ``on``:
    the day that the list is about. Who sees no list of collaborations gets no scheme until one is chosen:
    without it hardly any verdict can be told.
    """
    allowed: dict[str, Collection[str]] = {
        "soort": kind_names(),
        "gemeente": gemeenten,
        "score": score_names(),
        "fase": phase_names() if own_list else (),
        "regeling": {*track_names(on), NO_TRACK},
        "oordeel": list(Eligibility),
        "sorteer": [sign + name for name in COLUMNS for sign in ("", "-")],
    }
    given = {name: asked.get(name, "").strip() for name in allowed}
    unknown = tuple(name for name, value in given.items() if value and value not in allowed[name])
    known = {name: "" if name in unknown else value for name, value in given.items()}
    usual = _usual_track(on) if own_list else ""
    track = known["regeling"] or usual or NO_TRACK
    return SchoolFilters(
        search=" ".join(asked.get("zoek", "").replace("\x00", "").split())[:LONGEST_SEARCH],
        kind=known["soort"],
        gemeente=known["gemeente"],
        score=known["score"],
        phase=known["fase"],
        track="" if track == NO_TRACK else track,
        outcome=known["oordeel"] if track != NO_TRACK else "",
        order=known["sorteer"] or USUAL_ORDER,
        unknown=unknown,
        usual_track=usual,
    )


def _usual_track(on: datetime.date) -> str:
    """The scheme that a list is about until the reader chooses: one that gives money now, and whose rules are
    known rather than not. Empty where every scheme is over."""
    running = [track for scheme, track in tracks_for_schools(on) if is_running(scheme, on)]
    known = [track for track in running if track.score_rules() and not track.unknown_rules()]
    return next((track.id for track in (*known, *running)), "")


def is_running(scheme: Scheme, on: datetime.date) -> bool:
    """Whether the scheme gives money in the school year of this day, as far as anybody knows."""
    return outside(scheme.school_years, school_year_of(on)) is None


def tracks_for_schools(on: datetime.date) -> list[tuple[Scheme, Track]]:
    """The tracks that are about primary schools, each with its scheme: the running first, then the one that
    ended last."""
    found = [(scheme, track) for scheme, track in tracks_of(load_schemes()) if track.target == PRIMARY]
    found.sort(key=lambda item: max(item[0].school_years.in_force or ("",)), reverse=True)
    return sorted(found, key=lambda item: not is_running(item[0], on))


def track_names(on: datetime.date) -> dict[str, str]:
    """What people call these tracks, by id: "Doorontwikkeling … (Impulsregeling …)", with its last year where
    it is over."""
    return {track.id: _track_name(scheme, track, on) for scheme, track in tracks_for_schools(on)}


def _track_name(scheme: Scheme, track: Track, on: datetime.date) -> str:
    name = f"{track.title} ({scheme.title})"
    years = scheme.school_years.in_force
    if not years or is_running(scheme, on):
        return name
    return t("{name}, liep t/m {year}", name=name, year=school_year(years[-1]))


def kind_names() -> dict[str, str]:
    """The values of the filter on the kind of school; a school for so and vso is of both."""
    return {
        SBO: t("Speciaal basisonderwijs"),
        SO: t("Speciaal onderwijs"),
        VSO: t("Voortgezet speciaal onderwijs"),
        ALL_KINDS: t("Alle soorten"),
    }


def score_names() -> dict[str, str]:
    """The values of the filter on the score."""
    return {
        WITH_SCORE: t("Met een score"),
        WITHOUT_SCORE: t("Zonder score"),
        UNKNOWN_SCORE: t("Score onbekend"),
    }


def phase_name(phase: str) -> str:
    """What people call a phase of a collaboration: "borging" → "Borging"."""
    return phase[:1].upper() + phase[1:]


def phase_names() -> dict[str, str]:
    """The values of the filter on the collaboration."""
    return {
        RUNNING: t("Werkt samen"),
        **{phase.value: phase_name(phase.value) for phase in Phase},
        PHASE_UNKNOWN: t("Fase onbekend"),
        NOT_RUNNING: t("Geen samenwerking"),
    }


def outcome_names(track: str, *, on: datetime.date) -> dict[str, str]:
    """The values of the filter on the verdict: those that this track can give on this day."""
    years = find_track(load_schemes(), track)[1].school_years if track else None
    ended = outside(years, school_year_of(on)) if years else None
    shown = [outcome for outcome in Eligibility if outcome not in OUTSIDE] if ended is None else [ended]
    return {outcome.value: outcome_name(outcome) for outcome in shown}
