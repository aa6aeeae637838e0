"""What somebody of the team is called in a roster problem: by number, so that a kept one names nobody."""


def member_id(member: int) -> str:
    """The id of somebody, by the number of the row."""
    return f"p{member}"


def member_number(person: str) -> int:
    """The number of the row that an id stands for."""
    return int(person.removeprefix("p"))
