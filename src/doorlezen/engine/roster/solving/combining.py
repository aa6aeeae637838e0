"""One known way for each person, each school once: the best combination, proposed by HiGHS."""

import threading
from collections import defaultdict

from doorlezen.engine.effort import Effort
from doorlezen.engine.highs import Answer, Highs
from doorlezen.engine.roster.solving.columns import Column, Columns
from doorlezen.engine.roster.solving.pairs import Pairs

GAP = 0.00005
SECONDS = 20.0


def combined(pairs: Pairs, columns: Columns, effort: Effort) -> list[Column] | None:
    """The ways that together bring the most, as far as the effort goes; None where none were found.

    HiGHS cannot be stopped; when somebody asks for it the search is left to end by itself.
    """
    left = effort.seconds_left
    seconds = SECONDS if left is None else min(SECONDS, left)
    known = list(columns.worth)
    answers: list[Answer | None] = []
    program = _program(pairs, known)
    worth = [(columns.worth[column], number) for number, column in enumerate(known)]
    thread = threading.Thread(
        target=lambda: answers.append(program.maximise(worth, gap=GAP, seconds=seconds)), daemon=True
    )
    thread.start()
    while thread.is_alive() and not effort.over:
        thread.join(0.05)
    if not answers or (answer := answers[0]) is None:
        return None
    chosen = [column for column, value in zip(known, answer.values, strict=True) if value > 0.5]
    return chosen if _right(pairs, chosen) else None


def _program(pairs: Pairs, known: list[Column]) -> Highs:
    program = Highs()
    of_person: defaultdict[int, list[tuple[float, int]]] = defaultdict(list)
    of_school: defaultdict[int, list[tuple[float, int]]] = defaultdict(list)
    for person, schools in known:
        column = program.variable(1.0, whole=True)
        of_person[person].append((1.0, column))
        for school in sorted(schools):
            of_school[school].append((1.0, column))
    for terms in of_person.values():
        program.row(terms, None, 1)
    for number, asks in enumerate(pairs.problem.schools):
        program.row(of_school[number], 1 if asks.must else None, 1)
    return program


def _right(pairs: Pairs, chosen: list[Column]) -> bool:
    """Whether the rounded answer is one: each person and school once, and every school that must."""
    people = [person for person, _ in chosen]
    schools = [school for _, schools in chosen for school in schools]
    must = {number for number, school in enumerate(pairs.problem.schools) if school.must}
    return len(set(people)) == len(people) and len(set(schools)) == len(schools) and must <= set(schools)
