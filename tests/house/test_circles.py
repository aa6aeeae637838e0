"""No file needs, over whatever road, a file that needs it: each can be read and changed on its own."""

from graphlib import CycleError, TopologicalSorter

import grimp


def _circle(needs: dict[str, set[str]]) -> list[str]:
    try:
        TopologicalSorter(needs).prepare()
    except CycleError as found:
        return list(found.args[1])
    return []


def test_no_circle_of_files() -> None:
    # imports inside functions count too; what stands there for types alone may name what stands above it
    graph = grimp.build_graph("doorlezen", exclude_type_checking_imports=True, cache_dir=None)
    needs = {file: set(graph.find_modules_directly_imported_by(file)) for file in graph.modules}
    assert sum(map(len, needs.values())) > 2000
    assert _circle(needs) == []


def test_a_circle_is_found() -> None:
    assert _circle({"a": {"b"}, "b": {"c"}, "c": {"a"}}) in (["a", "c", "b", "a"], ["a", "b", "c", "a"])
