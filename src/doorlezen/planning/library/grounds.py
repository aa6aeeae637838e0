"""Source, date and name behind every value: the file's own, unless a table says otherwise."""

import datetime
from dataclasses import dataclass

from doorlezen.planning.library.library_model import Ground
from doorlezen.planning.library.toml_entries import Entries


@dataclass(frozen=True)
class Grounds:
    """The [entered] table: what holds for each value that does not name its own source, date or person."""

    default: Ground

    @classmethod
    def read(cls, entries: Entries) -> "Grounds":
        """Read [entered]. Raises InputError."""
        ground = Ground(entries.text("source"), entries.day("date"), entries.text("by"))
        entries.close()
        return cls(ground)

    @classmethod
    def unknown(cls) -> "Grounds":
        """For reading on in a file whose [entered] was refused."""
        return cls(Ground("", datetime.date.min, ""))

    def of(self, entries: Entries) -> Ground:
        """The ground of the values in one table: its own source, date and by where it has them."""
        return Ground(
            source=entries.text_or_none("source") or self.default.source,
            date=entries.day_or_none("date") or self.default.date,
            by=entries.text_or_none("by") or self.default.by,
        )
