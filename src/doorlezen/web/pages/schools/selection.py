"""The schools that a reader chose: one selection that the table, the map and the export are all made of."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import overload

from django.db.models import QuerySet

from doorlezen.accounts.domain.visible import Visible
from doorlezen.register.domain.register_cache import CollaborationLine
from doorlezen.register.models import Edition, Kind, Listing
from doorlezen.schemes.outcomes import SchoolVerdict
from doorlezen.web.pages.schools.choice import SchoolFilters
from doorlezen.web.pages.schools.chosen import Chosen, Counted, counted, some_rows, special_schools


@dataclass(frozen=True)
class Selection:
    """The schools that exist, that ``visible.actor`` may see and that fit ``choice``, on the day ``on``."""

    visible: Visible
    choice: SchoolFilters
    on: datetime.date

    @cached_property
    def chosen(self) -> Chosen:
        """The question that this selection is."""
        visible = self.visible
        return Chosen(visible.schools, visible.owner, visible.last, self.choice, self.on)

    @cached_property
    def own_list(self) -> Edition | None:
        """The newest list of collaborations that the reader may see."""
        return self.chosen.own_list

    @cached_property
    def lines(self) -> Mapping[str, CollaborationLine]:
        """The collaborations of that list that run on the day, per vestigingscode; of the whole list."""
        return self.chosen.lines

    @cached_property
    def outcomes(self) -> Mapping[str, SchoolVerdict]:
        """The outcome of every visible school under the chosen track, and why; empty where none is chosen."""
        return self.chosen.outcomes

    @property
    def rows(self) -> QuerySet[Listing]:
        """The schools in their order."""
        return self.chosen.rows

    @cached_property
    def editions(self) -> Mapping[int | None, Edition]:
        """What is published and the reader's own lists, the newest first, by the number that a row names it
        by: a join per row would ask it over again."""
        return self.chosen.editions

    def edition(self, school: Listing, which: str) -> Edition | None:
        """The edition of the address, pupils, score or location of a school."""
        return self.editions.get(getattr(school, f"{which}_edition_id"))

    @property
    def scores(self) -> Edition | None:
        """The edition that the scores come from: the newest."""
        return next((found for found in self.editions.values() if found.kind == Kind.SCORES), None)

    @property
    def counted(self) -> Counted:
        """The schools of this choice, counted."""
        return counted(self.chosen)

    @property
    def all_visible(self) -> int:
        """How many schools there are to choose from, of those that are counted."""
        everything = counted(replace(self.chosen, choice=SchoolFilters(kind=self.choice.kind)))
        return everything.counted or everything.schools

    @property
    def all_counted(self) -> bool:
        """Whether scores or pupils are loaded, so that not every school of the list need be counted."""
        return counted(replace(self.chosen, choice=SchoolFilters(kind=self.choice.kind))).counted > 0

    @cached_property
    def special(self) -> int:
        """How many special schools (sbo, so, vso) the reader may see; the list has them when asked for."""
        return special_schools(self.visible.schools, self.visible.last)

    @property
    def pages(self) -> "Rows":
        """The schools in their order, for a paginator."""
        return Rows(self.chosen)


class Rows(Sequence[Listing]):
    """The schools of a question in their order, of which the database is asked one stretch at a time."""

    def __init__(self, chosen: Chosen) -> None:
        self._chosen = chosen

    def __len__(self) -> int:
        return counted(self._chosen).schools

    @overload
    def __getitem__(self, place: int) -> Listing: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[Listing]: ...
    def __getitem__(self, place: int | slice) -> Listing | Sequence[Listing]:
        first, after, step = (place if isinstance(place, slice) else slice(place, place + 1)).indices(
            len(self)
        )
        rows = some_rows(self._chosen, first, after)
        return rows[::step] if isinstance(place, slice) else rows[0]
