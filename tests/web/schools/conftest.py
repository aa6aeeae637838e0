"""The neighbourhood with figures, and with a list of collaborations of each library."""

import datetime

import pytest
from pytest_django import Settings

from tests.people import Neighbourhood
from tests.web.schools.figures import figures, own_list


@pytest.fixture(autouse=True)
def _in_the_last_year_of_mbv_ii(settings: Settings) -> None:
    """These pages are about a day on which the Impulsregeling gave money."""
    settings.STORY_DAY = datetime.date(2025, 11, 3)


@pytest.fixture
def schools(neighbourhood: Neighbourhood) -> Neighbourhood:
    """Two libraries with schools that have scores; both have a list, and each works with one school."""
    figures()
    own_list(neighbourhood.linge.slug, "00AP00;dbos-po;2018-08-01;;uitvoering")
    own_list(neighbourhood.maas.slug, "02CK00;dbos-po;2019-08-01;;borging", "00AP00;boekstart;2020-01-01;;")
    return neighbourhood
