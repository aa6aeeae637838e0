"""Where the work of planning waits: what somebody waits for on a page goes before what nobody waits for.

A plan is found in seconds, mostly; why each school gets what it gets, and what other keys would do, takes
minutes. So the latter is in a queue of its own, and a worker has places where none of it comes.
"""

from doorlezen.desk.queue import BACKGROUND, QueuePlace

QUEUE = "planning"
KEPT = QueuePlace(QUEUE)
"""Of what is done in a moment, such as keeping a plan that was found."""
VISITORS = QueuePlace(QUEUE, -1, turn="visitors")
"""Of people without an account: all of them together take turns as one library does."""
EXPLAINED = QueuePlace(BACKGROUND, -1_000)
"""Of what somebody asked to have explained on a page."""
EXPLAINED_BY_ITSELF = QueuePlace(BACKGROUND, -1_010)
"""Of what nobody asked for: the price of each demand of a plan that was kept."""
SCHOOLS_BY_THEMSELVES = QueuePlace(BACKGROUND, -1_020)
BY_COMMAND = QueuePlace(BACKGROUND, -2_000)
"""Of problems that a command put in the queue, perhaps thousands of them."""


def gone_on_with(organisation: int) -> QueuePlace:
    """Of a plan that is sought as long as it takes, after it was not proven the best in a minute."""
    return QueuePlace(BACKGROUND, -900, turn=f"library:{organisation}:further")


def asked_on_a_page(organisation: int) -> QueuePlace:
    """Of a plan that somebody of a library, by its id, waits for."""
    return QueuePlace(QUEUE, -1, turn=f"library:{organisation}")
