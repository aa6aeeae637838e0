"""The number of a demand that can give way, in words."""

from doorlezen.engine.allocation.posed.requirements import Scale
from doorlezen.language import hours, money, n, t


def amount(scale: Scale, value: int) -> str:
    """A value of that number, with its unit."""
    match scale.unit:
        case "percent":
            return f"{value}%"
        case "quarters":
            return t("{hours} uur per week", hours=hours(value))
        case "cents":
            return money(value)
        case _:
            return n("{count} school", "{count} scholen", value)
