"""Meetings, who is in line for them, their mail, their questions and what they found of it.

Everything is about a webinar, which is public, so nothing here has a scope; ``rules.py`` says who sees it.
"""

from doorlezen.meetings.models.mail_kinds import MailKind
from doorlezen.meetings.models.meeting import Meeting
from doorlezen.meetings.models.opinions import Opinion
from doorlezen.meetings.models.questions import Question, Shown, Vote
from doorlezen.meetings.models.registration import IN_LINE, OPEN, PlaceState, Registration

__all__ = [
    "IN_LINE",
    "OPEN",
    "MailKind",
    "Meeting",
    "Opinion",
    "PlaceState",
    "Question",
    "Registration",
    "Shown",
    "Vote",
]
