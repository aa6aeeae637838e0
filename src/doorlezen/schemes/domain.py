"""Which schools are eligible under a track: asks the register, judges each school, keeps what it rests on."""

import datetime
import re
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from doorlezen.language import InputError, short_date, t
from doorlezen.register.domain import queries
from doorlezen.register.domain.listing import editions_used
from doorlezen.register.domain.place_names import as_written
from doorlezen.register.models import Edition, Gemeente, Kind
from doorlezen.register.readers.cell_values import UnreadableError, gemeente_code
from doorlezen.schemes.nearest import choice, closest, nearest
from doorlezen.schemes.rules import Circumstances
from doorlezen.schemes.scheme import Scheme, Track
from doorlezen.schemes.value_types import NEWEST, Day
from doorlezen.schemes.verdict import Eligibility, Verdict, judge, outside, outside_reason

_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)
_HASH = re.compile(r"[0-9a-f]{4,64}", re.ASCII)


@dataclass(frozen=True)
class Verdicts:
    """The answer for all schools of a question, by code, with everything it rests on.

    ``rows`` also holds schools that were closed but still stand in the library's list; `counts` leaves them
    out. ``school_year``: the year that was asked about. ``municipalities`` None: the whole register.
    """

    scheme: Scheme
    track: Track
    municipalities: tuple[str, ...] | None
    on: datetime.date
    score_edition: Edition | None
    collaborations: Edition | None
    rows: tuple[Verdict, ...]
    school_year: str

    @property
    def existing(self) -> tuple[Verdict, ...]:
        """The verdicts on schools that still exist."""
        return tuple(row for row in self.rows if row.school.closed_on is None)

    @property
    def outside(self) -> str:
        """Why the scheme gives nobody money that year, as part of a sentence; "" where it may."""
        years = self.track.school_years
        return outside_reason(years, self.school_year) if outside(years, self.school_year) else ""

    @property
    def counts(self) -> Counter[Eligibility]:
        """How many existing schools have each outcome."""
        return Counter(row.outcome for row in self.existing)

    @property
    def in_scores(self) -> tuple[Verdict, ...]:
        """The existing schools that the edition of the scores has a row for."""
        return tuple(row for row in self.existing if row.school.score_row is not None)

    @property
    def with_score(self) -> tuple[Verdict, ...]:
        """The existing schools with an achterstandsscore: met drempel, above 0, reliable or not."""
        return tuple(row for row in self.existing if row.school.score_met)

    def editions(self) -> tuple[Edition, ...]:
        """Every edition that the verdicts rest on, each once; the library's own list last."""
        own = () if self.collaborations is None else (self.collaborations,)
        return (*editions_used([row.school for row in self.rows]), *own)


def verdicts(
    scheme: Scheme,
    track: Track,
    *,
    municipalities: Collection[str] | None,
    on: datetime.date,
    score_edition: Edition | None = None,
    owner: str | None = "",
    codes: Collection[str] | None = None,
    special: bool = False,
    school_year: str = "",
) -> Verdicts:
    """Judge the schools of these gemeenten (codes; None: all) as the register knows them on a day.

    The scores come from ``score_edition``; None: the edition of the peildatum that the track names, else the
    newest up to the day. ``owner``: whose list of collaborations counts; None: who asks may see nobody's.
    ``codes``: only these schools; ``special``: special schools as well. ``school_year``: for which year money
    is asked ("2025-2026"); "" is the year of the day. Raises InputError where ``score_edition`` is of another
    day than the track names, and where the register has no schools to judge.
    """
    edition = _edition_to_use(track, score_edition)
    known = Circumstances(
        on=on,
        collaborations=None if owner is None else queries.newest(Kind.COLLABORATIONS, owner=owner),
        withheld=owner is None,
        asked_year=school_year,
    )
    schools = queries.schools(
        municipalities,
        on=on,
        score_edition=edition,
        closed=True,
        owner=owner,
        codes=codes,
        special=special,
    )
    rows = tuple(
        judge(track, school, known)
        for school in schools
        if school.closed_on is None or any(line.runs_on(on) for line in school.collaborations)
    )
    if not rows:
        raise _no_schools(on)
    return Verdicts(
        scheme=scheme,
        track=track,
        municipalities=None if municipalities is None else tuple(sorted(municipalities)),
        on=on,
        score_edition=schools[0].score_edition,
        collaborations=known.collaborations,
        rows=rows,
        school_year=known.school_year,
    )


def verdicts_on_school(
    code: str,
    *,
    on: datetime.date,
    owner: str | None,
    tracks: Sequence[tuple[Scheme, Track]],
    view: queries.SchoolView | None = None,
) -> list[tuple[Scheme, Track, Verdict]]:
    """The verdict on one school under each of these tracks, in their order; ``owner`` as in `verdicts`.

    Empty where the register does not know the school. The school is asked for once per edition of the scores
    that the tracks want. ``view``: the school by all that is loaded, for who has asked for it already.
    """
    own = None if owner is None else queries.newest(Kind.COLLABORATIONS, owner=owner)
    known = Circumstances(on=on, collaborations=own, withheld=owner is None)
    views: dict[Day, queries.SchoolView | None] = {}
    if view is not None and view.holds_on(on):
        views[NEWEST] = view
    judged = []
    for scheme, track in tracks:
        day = track.peildatum()
        if day not in views:
            found = queries.schools(
                on=on, score_edition=_edition_to_use(track, None), closed=True, owner=owner, codes=[code]
            )
            views[day] = found[0] if found else None
        if (found_then := views[day]) is not None:
            judged.append((scheme, track, judge(track, found_then, known)))
    return judged


def find_score_edition(asked: str) -> Edition:
    """The edition of the scores with this peildatum (2019-10-01) or beginning of its hash; the last loaded.

    Raises InputError naming the editions there are.
    """
    there = queries.editions(Kind.SCORES)
    if _DATE.fullmatch(asked):
        found = [edition for edition in there if edition.peildatum.isoformat() == asked]
    elif _HASH.fullmatch(asked):
        found = [edition for edition in there if edition.sha256.startswith(asked)]
        if len(found) > 1:
            raise InputError(asked, t("meer edities beginnen zo; geef meer tekens van de hash"))
    else:
        raise InputError(asked, t("geef een peildatum zoals 2019-10-01, of minstens 4 tekens van de hash"))
    if not found:
        raise InputError(
            asked, t("deze editie van de scores is er niet; geladen: {editions}", editions=_names(there))
        )
    return found[0]


def find_gemeenten(asked: Sequence[str]) -> tuple[str, ...]:
    """The codes of these gemeenten, each given as a code ("0281", "GM0281") or a name.

    Raises InputError with the gemeenten that come nearest.
    """
    names = {gemeente.code: as_written(gemeente.name) for gemeente in Gemeente.objects.order_by("code")}
    if not names:
        raise _nothing_loaded()
    return tuple(dict.fromkeys(_gemeente(text.strip(), names) for text in asked))


def _gemeente(asked: str, names: dict[str, str]) -> str:
    try:
        code = gemeente_code(asked)
        close = choice([f"{code} ({names[code]})" for code in closest(code, list(names))])
    except UnreadableError:
        code = next((code for code, name in names.items() if name.casefold() == asked.casefold()), "")
        close = nearest(asked, list(names.values()))
    if code not in names:
        what = t("deze gemeente staat niet in het register; bedoel je {names}?", names=close)
        raise InputError(asked, what, field="municipality")
    return code


def _edition_to_use(track: Track, asked: Edition | None) -> Edition | None:
    wanted = track.peildatum()
    if not isinstance(wanted, datetime.date):
        return asked
    if asked is None:
        there = queries.editions(Kind.SCORES)
        return next((edition for edition in there if edition.peildatum == wanted), None)
    if asked.peildatum != wanted:
        what = t("dit spoor vraagt de scores van {day}, geen andere", day=short_date(wanted))
        raise InputError(track.id, what)
    return asked


def _nothing_loaded() -> InputError:
    what = t("er zijn nog geen scholen geladen; laad eerst de lijsten van CBS en DUO")
    return InputError(t("register"), what, field="published")


def _no_schools(on: datetime.date) -> InputError:
    lists = queries.editions(Kind.SCHOOLS)
    if not lists:
        return _nothing_loaded()
    oldest = lists[-1].peildatum
    what = t("in deze gemeenten staat geen school; kies andere, of laad een nieuwere lijst")
    if oldest > on:
        what = t(
            "op {on} kende het register nog geen scholen; de oudste lijst is van {oldest}",
            on=short_date(on),
            oldest=short_date(oldest),
        )
    return InputError(t("register"), what)


def _names(editions: Sequence[Edition]) -> str:
    if not editions:
        return t("geen")
    return ", ".join(f"{edition.peildatum.isoformat()} ({edition.sha256[:8]})" for edition in editions)
