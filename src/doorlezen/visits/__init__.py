"""The visits of a school year on their real days: published, moved, cancelled, done, told to calendars."""
