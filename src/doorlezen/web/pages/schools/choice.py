"""What a reader of the list asks for, as it stands in the address of the page."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from doorlezen.language import t
from doorlezen.register.models import Phase
from doorlezen.schemes.catalogue import load_schemes
from doorlezen.schemes.scheme import Scheme, Track, tracks_of
from doorlezen.schemes.verdict import Outcome, outcome_name

USUAL_TRACK = "mbv2-doorontwikkeling-po"
"""The scheme that the list is about until the reader chooses another.

Who sees no list of collaborations gets none: without one hardly any verdict can be told.
"""
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
class Choice:
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


def read_choice(asked: Mapping[str, str], *, gemeenten: Collection[str], own_list: bool) -> Choice:
    """The choice in the query string of an address. What we do not know is named, not guessed.

    ``gemeenten``: the codes that may be chosen; ``own_list``: whether the reader sees collaborations.
    """
    allowed: dict[str, Collection[str]] = {
        "soort": kind_names(),
        "gemeente": gemeenten,
        "score": score_names(),
        "fase": phase_names() if own_list else (),
        "regeling": {*track_names(), NO_TRACK},
        "oordeel": list(Outcome),
        "sorteer": [sign + name for name in COLUMNS for sign in ("", "-")],
    }
    given = {name: asked.get(name, "").strip() for name in allowed}
    unknown = tuple(name for name, value in given.items() if value and value not in allowed[name])
    known = {name: "" if name in unknown else value for name, value in given.items()}
    usual = _usual_track() if own_list else ""
    track = known["regeling"] or usual or NO_TRACK
    return Choice(
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


def _usual_track() -> str:
    names = track_names()
    return USUAL_TRACK if USUAL_TRACK in names else next(iter(names), "")


def tracks_for_schools() -> list[tuple[Scheme, Track]]:
    """The tracks that are about primary schools, each with its scheme, in order."""
    return [(scheme, track) for scheme, track in tracks_of(load_schemes()) if track.target == PRIMARY]


def track_names() -> dict[str, str]:
    """What people call these tracks, by id: "Impulsregeling …, Doorontwikkeling …"."""
    return {track.id: f"{track.title} ({scheme.title})" for scheme, track in tracks_for_schools()}


def kind_names() -> dict[str, str]:
    """The values of the filter on the kind of school; a school for so and vso is of both."""
    return {
        SBO: t("speciaal basisonderwijs"),
        SO: t("speciaal onderwijs"),
        VSO: t("voortgezet speciaal onderwijs"),
        ALL_KINDS: t("alle soorten"),
    }


def score_names() -> dict[str, str]:
    """The values of the filter on the score."""
    return {
        WITH_SCORE: t("met een score"),
        WITHOUT_SCORE: t("zonder score"),
        UNKNOWN_SCORE: t("score onbekend"),
    }


def phase_names() -> dict[str, str]:
    """The values of the filter on the collaboration."""
    return {
        RUNNING: t("werkt samen"),
        **{phase.value: phase.value for phase in Phase},
        PHASE_UNKNOWN: t("fase onbekend"),
        NOT_RUNNING: t("geen samenwerking"),
    }


def outcome_names() -> dict[str, str]:
    """The values of the filter on the verdict."""
    return {outcome.value: outcome_name(outcome) for outcome in Outcome}
