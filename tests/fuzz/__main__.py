"""`python -m tests.fuzz COUNT READER…`: so many damaged files for each, and a line of JSON of the outcome.

A process of its own per reader: what a file does to it, is seen from outside.
"""

import collections
import json
import os
import resource
import sys
import traceback

MEGABYTE = 2**20


def run(name: str, count: int) -> dict[str, object]:
    """The outcomes by kind, the slowest file in seconds, the most memory in MB above what we begin with."""
    from doorlezen.documents.confined import ReaderError
    from doorlezen.language import InputError
    from tests.fuzz.damage import damaged
    from tests.fuzz.readers import READERS

    reader = READERS[name]
    seeds = reader.seeds()
    for seed in seeds:
        reader.read(seed)  # whole files are read; and whatever is loaded once, is loaded now
    before = _most_memory(resource.RUSAGE_SELF)
    outcomes: collections.Counter[str] = collections.Counter()
    wrong: list[str] = []
    slowest = 0.0
    for number in range(count):
        data = damaged(seeds, number)
        begin = _seconds()
        try:
            reader.read(data)
            outcomes["result"] += 1
        except InputError as refusal:
            outcomes["refusal"] += 1
            line = str(refusal)
            if not line.strip() or (not line.isprintable() and len(wrong) < 5 and "\n" in line):
                wrong.append(f"{number}: a refusal that is no line: {line!r}")
        except (ReaderError, Exception):
            outcomes["failure"] += 1
            if len(wrong) < 5:
                wrong.append(f"{number}: {traceback.format_exc()[-1500:]}")
        slowest = max(slowest, _seconds() - begin)
    return {
        "reader": name,
        **outcomes,
        "slowest": round(slowest, 2),
        "memory": _most_memory(resource.RUSAGE_SELF) - before,
        "memory of a child": _most_memory(resource.RUSAGE_CHILDREN),
        "wrong": wrong,
    }


def _seconds() -> float:
    """Of the processor, ours and of the processes that we waited for: the machine may have other work."""
    taken = os.times()
    return taken.user + taken.system + taken.children_user + taken.children_system


def _most_memory(whose: int) -> int:
    return resource.getrusage(whose).ru_maxrss * 1024 // MEGABYTE


if __name__ == "__main__":
    # the models that some readers import want to know of a database; nothing here asks it anything
    os.environ["DATABASE_URL"] = "postgresql://nobody@127.0.0.1:1/nothing"
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    import django

    django.setup()
    for wanted in sys.argv[2:]:
        sys.stdout.write(json.dumps(run(wanted, int(sys.argv[1]))) + "\n")
        sys.stdout.flush()
