"""A visitor tries a plan for the own gemeenten: begun, changed, calculated by a worker, and forgotten."""

import datetime
import secrets
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef

from doorlezen.desk.work import WorkStatus
from doorlezen.language import FieldError, InputError, clean_line, n, t
from doorlezen.planning.build import Built
from doorlezen.planning.counted_weeks import ASSUMED_WEEKS, counted_weeks
from doorlezen.planning.domain.asking import ask_for_plan
from doorlezen.planning.library.library_file import FORMAT
from doorlezen.planning.many import HowGood
from doorlezen.planning.models import Calculation
from doorlezen.planning.queue_places import VISITORS
from doorlezen.planning.scenarios.content import NAME, read_tree, text_of
from doorlezen.planning.scenarios.models import ScenarioCalculation
from doorlezen.planning.scenarios.posing import NotReadyError, posed
from doorlezen.planning.scenarios.starting import proposed_costs, proposed_profiles, running_track
from doorlezen.planning.trials.models import Trial
from doorlezen.register.models import Gemeente

TERM = datetime.timedelta(days=1)
"""How long a trial is kept."""
MOST_GEMEENTEN, MOST_SCHOOLS, MOST_WAITING = 15, 400, 20
"""So large one may be, and so many may wait for a worker at once."""
ASKED = HowGood(gap=0.0, seconds=20.0)
"""A visitor waits; what was found by then is shown with how much better it could be."""
ENOUGH = 2
"""Hours a week for each school with a score: where a trial begins."""
COST = 70
NOBODYS = "van niemand"
"""No library has such an address, so that no list of collaborations of any library is looked at."""
_SOURCE = "Bibliotheek Zuid-Kennemerland, € 70 per uur advies"
_SOURCE_DAY = datetime.date(2021, 7, 31)


def gemeenten_named(text: str) -> list[Gemeente]:
    """The gemeenten that somebody typed, by name or code, with commas between them.

    Raises FieldError that names what is not known, and for none or too many.
    """
    typed = [clean_line(part) for part in text.replace(";", ",").split(",")]
    wanted = list(dict.fromkeys(part for part in typed if part))
    if not wanted:
        raise FieldError("gemeenten", t("noem minstens één gemeente"))
    if len(wanted) > MOST_GEMEENTEN:
        raise FieldError("gemeenten", t("noem hooguit {most} gemeenten", most=MOST_GEMEENTEN))
    known = {
        key.lower(): gemeente
        for gemeente in Gemeente.objects.order_by("code")
        for key in (gemeente.code, gemeente.name)
    }
    if unknown := [name for name in wanted if name.lower() not in known]:
        raise FieldError("gemeenten", t("deze gemeente kennen we niet: {names}", names=", ".join(unknown)))
    return list(dict.fromkeys(known[name.lower()] for name in wanted))


def begin(*, gemeenten: list[Gemeente], school_year: str, now: datetime.datetime) -> Trial:
    """Keep a trial for these gemeenten with an assumption for everything that only a library knows.

    Raises InputError where they have no schools in the register, or too many.
    """
    tree = _assumed([gemeente.code for gemeente in gemeenten], school_year, now.date())
    try:
        built = posed(tree)
    except NotReadyError as wrong:
        raise FieldError("gemeenten", wrong.what) from None
    schools = len(built.candidates)
    if schools > MOST_SCHOOLS:
        what = n(
            "dit is {count} school; neem er hooguit {most}",
            "dit zijn {count} scholen; neem er hooguit {most}, dus minder gemeenten",
            schools,
            most=MOST_SCHOOLS,
        )
        raise FieldError("gemeenten", what)
    scored = sum(school.has_score for school in built.candidates)
    hours = max(ENOUGH * (scored or schools), 1)
    tree["leesconsulent"]["hours_per_week"] = hours
    tree["fund"][0]["total"] = hours * tree["leesconsulent"]["weeks"] * COST
    return Trial.objects.create(token=secrets.token_urlsafe(16), text=text_of(tree), made_at=now)


def _assumed(codes: list[str], school_year: str, today: datetime.date) -> dict[str, Any]:
    own = t("aanname van Doorlezen, geen norm")
    counted = counted_weeks(codes, school_year)
    tree: dict[str, Any] = {
        "format": FORMAT,
        "library": {
            "name": t("Proefberekening"),
            "school_year": school_year,
            "gemeenten": codes,
            "site": NOBODYS,
        },
        "entered": {"source": own, "date": today, "by": t("bezoeker")},
        "leesconsulent": {
            "weeks": counted.weeks if counted else ASSUMED_WEEKS,
            "hours_per_week": 1,
            "cost_per_hour": COST,
            "source": f"{_SOURCE}; {counted.source}" if counted else _SOURCE,
            "date": _SOURCE_DAY,
        },
        "need": {"per_pupil": 1, "per_point": 1},
        "profiles": proposed_profiles(),
        "cost": proposed_costs(),
        "fund": [
            {
                "id": "geld",
                "name": t("Al het geld samen"),
                "kind": "library",
                "total": 1,
                "bouwstenen": ["expertise"],
            }
        ],
    }
    if track := running_track(school_year):
        tree["scheme"] = {"track": track}
    return tree


def found(token: str, *, now: datetime.datetime) -> Trial:
    """A trial by its token. Raises Trial.DoesNotExist, also for one whose day is over."""
    return Trial.objects.select_related("calculation").get(token=token, made_at__gt=now - TERM)


def tree_of(trial: Trial) -> dict[str, Any]:
    """What a trial assumes, as a library file."""
    return read_tree(trial.text)


def calculate(trial: Trial, *, tree: Mapping[str, Any]) -> Built:
    """Keep what is assumed now, and have it calculated.

    Raises NotReadyError for assumptions that cannot be, and InputError where too many wait already.
    """
    text, built = text_of(tree), posed(tree)
    with transaction.atomic():
        locked = Trial.objects.select_for_update().get(pk=trial.pk)
        busy = Trial.objects.filter(calculation__status__in=[WorkStatus.WAITING, WorkStatus.RUNNING])
        if busy.exclude(pk=locked.pk).count() >= MOST_WAITING:
            raise InputError("", t("er wachten nu veel anderen; probeer het over een paar minuten nog eens"))
        calculation = ask_for_plan(built.data, name=NAME, asked=ASKED, place=VISITORS)
        locked.text, locked.calculation, locked.sources = text, calculation, built.sources_data
        locked.save(update_fields=["text", "calculation", "sources"])
    return built


def forget_trials(now: datetime.datetime) -> int:
    """Delete trials whose day is over, and calculations that nobody else asked for; how many trials."""
    over = Trial.objects.filter(made_at__lte=now - TERM)
    with transaction.atomic():
        asked = list(over.exclude(calculation=None).order_by("pk").values_list("calculation", flat=True))
        deleted, _ = over.delete()
        others = ScenarioCalculation._base_manager.filter(calculation=OuterRef("pk"))
        trials = Trial.objects.filter(calculation=OuterRef("pk"))
        Calculation.objects.filter(~Exists(others), ~Exists(trials), pk__in=asked).delete()
    return deleted
