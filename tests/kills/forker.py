"""A process that has everything imported and no connection, and forks one child per deed.

Reads lines of JSON from standard input, {"deed": ..., "arguments": {...}}, and answers each with the number
of the child's process, then with its exit status. The children write nothing.
"""

import json
import os
import sys
import traceback


def main() -> None:
    import django

    django.setup()
    from django.db import connections

    from tests.kills.deeds import DEEDS

    warm()
    connections.close_all()
    print("ready", flush=True)  # noqa: T201 - this is how it answers
    for line in sys.stdin:
        asked = json.loads(line)
        child = os.fork()
        if child == 0:
            os._exit(carried_out(DEEDS[asked["deed"]], asked["arguments"]))
        print(child, flush=True)  # noqa: T201
        _, status = os.waitpid(child, 0)
        print(os.waitstatus_to_exitcode(status), flush=True)  # noqa: T201


def warm() -> None:
    """Import what a deed would import at its first time: a child is killed in the deed, not in an import."""
    import python_calamine  # noqa: F401
    from ortools.sat.python import cp_model  # noqa: F401

    import doorlezen.desk.post.sending
    import doorlezen.planning.proposals.storing
    import doorlezen.register.domain.load
    import doorlezen.register.domain.load_collaborations  # noqa: F401


def carried_out(deed: object, arguments: dict[str, object]) -> int:
    try:
        deed(**arguments)  # type: ignore[operator]
    except BaseException:
        traceback.print_exc()
        return 1
    return 0


if __name__ == "__main__":
    main()
