"""Seconds as people read them, and as addresses and machines write them."""


def clock(seconds: int) -> str:
    """A moment in a recording: 93 → "1:33", 3723 → "1:02:03"."""
    minutes, rest = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02d}:{rest:02d}" if hours else f"{minutes}:{rest:02d}"


def iso_duration(seconds: int) -> str:
    """A length for machines (ISO 8601): 93 → "PT1M33S"."""
    minutes, rest = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    parts = f"{hours}H" * bool(hours) + f"{minutes}M" * bool(minutes) + f"{rest}S" * bool(rest)
    return f"PT{parts or '0S'}"
