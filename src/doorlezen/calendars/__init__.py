"""What other people's calendars take over (iCalendar, RFC 5545): the one place where it is made."""

from doorlezen.calendars.calendar_file import Happening, Method, Party, calendar

__all__ = ["Happening", "Method", "Party", "calendar"]
