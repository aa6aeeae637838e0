"""The catalogue for machines: JSON-LD, sitemap, Atom, iCalendar, pictures for who shares a link."""
