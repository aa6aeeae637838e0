"""Reading back from an explanation what each demand moves (docs/explain.md, doorlezen-explanation/1)."""

from doorlezen.documents.fields import Fields, parse
from doorlezen.engine.allocation.explain.document import FORMAT
from doorlezen.engine.allocation.explain.moves import Move
from doorlezen.language import InputError, t

Moves = dict[str, tuple[tuple[Move, ...], tuple[Move, ...] | None]]


def read_moves(data: bytes, *, name: str, problem_sha256: str) -> Moves:
    """Per demand that the explanation is about, what changes without it beside the others; as the only one is
    not known (None).

    Raises InputError for a file that is no explanation, or one of another problem.
    """
    fields = Fields(parse(data, name=name), "", name)
    if fields.take("format") != FORMAT:
        fields.refuse("format", t("moet {format} zijn", format=repr(FORMAT)))
    if fields.text("problem_sha256") != problem_sha256:
        raise InputError(name, t("deze uitleg hoort bij een ander probleem"))
    return {
        demand.text("id"): (tuple(_move(move) for move in demand.objects("moved")), None)
        for demand in fields.objects("demands")
    }


def _move(fields: Fields) -> Move:
    return Move(
        school=fields.text("school"),
        municipality=fields.text("municipality"),
        quarters_before=fields.whole("quarters_before"),
        quarters_after=fields.whole("quarters_after"),
        cents_before=fields.whole("cents_before"),
        cents_after=fields.whole("cents_after"),
    )
