"""How hard to try, for whatever is solved: a plan or a roster."""

import threading
import time
from dataclasses import dataclass, field


@dataclass
class Effort:
    """How hard to try. ``deadline`` is on the monotonic clock; `stop` may be set from anywhere."""

    gap: float = 0.0
    deadline: float | None = None
    workers: int = 1
    stop: threading.Event = field(default_factory=threading.Event)

    @property
    def seconds_left(self) -> float | None:
        """Seconds until the deadline, never below 0; None without a deadline."""
        return None if self.deadline is None else max(0.0, self.deadline - time.monotonic())

    @property
    def over(self) -> bool:
        """Whether to stop now."""
        return self.stop.is_set() or self.seconds_left == 0.0
