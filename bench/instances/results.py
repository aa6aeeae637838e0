"""The results of a benchmark folder (doorlezen-results/1, docs/benchmark.md): what anybody found."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from doorlezen.documents.fields import Fields, parse
from doorlezen.documents.json_text import write_json
from doorlezen.language import RECORDED, t

FORMAT = "doorlezen-results/1"
FILE = "results.json"


@dataclass(frozen=True)
class Listed:
    """An instance: its name, the hash of its bytes, its size, and the arguments that generate it."""

    name: str
    sha256: str
    schools: int
    demands: int
    generate: str


@dataclass(frozen=True)
class Result:
    """What somebody found for an instance: a plan's value, a proven bound (None: none), how, when, how long.

    ``plan`` is the name of the plan file in the folder, None where it is not there.
    """

    instance: str
    value: int
    bound: int | None
    by: str
    date: str
    method: str
    machine: str
    seconds: float
    plan: str | None = None


@dataclass(frozen=True)
class Results:
    """Everything that is known about the instances of a folder."""

    instances: tuple[Listed, ...] = ()
    results: tuple[Result, ...] = ()

    def of(self, instance: str) -> list[Result]:
        """The results of an instance, in the order of the file."""
        return [result for result in self.results if result.instance == instance]


def read_results(data: bytes, *, name: str = FILE) -> Results:
    """Read the bytes of a results file. Raises InputError with the path of the first field that is wrong."""
    fields = Fields(parse(data, name=name), "", name)
    if (found := fields.take("format")) != FORMAT:
        fields.refuse("format", t("moet {format} zijn, niet {found}", format=repr(FORMAT), found=repr(found)))
    instances = tuple(_instance(item) for item in fields.objects("instances"))
    names = [instance.name for instance in instances]
    for index, instance in enumerate(names):
        if instance in names[:index]:
            fields.refuse(f"instances[{index}].name", t("{value} staat er twee keer", value=repr(instance)))
    results = tuple(_result(item, names) for item in fields.objects("results"))
    fields.close()
    return Results(instances, results)


def write_results(results: Results) -> bytes:
    """The bytes of a results file: instances and results by name, results of one by value, then by whom."""

    def order(result: Result) -> tuple[str, int, str, str]:
        return result.instance, -result.value, result.date, result.by

    document = {
        "format": FORMAT,
        "instances": [asdict(listed) for listed in sorted(results.instances, key=lambda item: item.name)],
        "results": [_said(result) for result in sorted(results.results, key=order)],
    }
    return write_json(document)


def _said(result: Result) -> dict[str, Any]:
    return {key: value for key, value in asdict(result).items() if key != "plan" or value is not None}


def _instance(fields: Fields) -> Listed:
    listed = Listed(
        name=_plain_name(fields, "name"),
        sha256=fields.text("sha256"),
        schools=fields.whole("schools"),
        demands=fields.whole("demands"),
        generate=fields.text("generate"),
    )
    fields.close()
    return listed


def _result(fields: Fields, instances: Sequence[str]) -> Result:
    result = Result(
        instance=fields.one_of("instance", instances),
        value=fields.whole("value", least=None),
        bound=fields.any_whole_or_null("bound"),
        by=fields.text("by"),
        date=_day(fields, "date"),
        method=fields.text("method"),
        machine=fields.text("machine"),
        seconds=float(fields.decimal_or_null("seconds") or 0),
        plan=_plain_name(fields, "plan") if fields.has("plan") else None,
    )
    fields.close()
    return result


def _plain_name(fields: Fields, key: str) -> str:
    """A name without a folder, so that a results file points at nothing outside its own."""
    name = fields.text(key)
    if "/" in name or "\\" in name or name.startswith("."):
        fields.refuse(key, t("moet een naam zijn, zonder map: {name}", name=repr(name)))
    return name


def _day(fields: Fields, key: str) -> str:
    day = fields.text(key)
    try:
        return RECORDED.read(day).isoformat()
    except ValueError:
        fields.refuse(key, t("moet een dag zijn zoals 2026-11-23, niet {day}", day=repr(day)))
