"""Meetings, who is in line for them, their mail, their questions and what they found of it.

Everything is about a webinar, which is public, so nothing here has a scope; ``rules.py`` says who sees it.
"""

from doorlezen.accounts.letters import STUCK, Post
from doorlezen.webinars.registration.models.letters import Kind, Letter
from doorlezen.webinars.registration.models.line import IN_LINE, OPEN, Registration, State
from doorlezen.webinars.registration.models.meeting import Meeting
from doorlezen.webinars.registration.models.opinions import Opinion
from doorlezen.webinars.registration.models.questions import Question, Shown, Vote

__all__ = [
    "IN_LINE",
    "OPEN",
    "STUCK",
    "Kind",
    "Letter",
    "Meeting",
    "Opinion",
    "Post",
    "Question",
    "Registration",
    "Shown",
    "State",
    "Vote",
]
