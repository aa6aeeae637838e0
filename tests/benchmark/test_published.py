"""What docs/benchmark.md publishes is what the results file says, and what the seeds still give."""

import hashlib
import shlex
from pathlib import Path

import pytest
from bench.instances.generate import generate
from bench.instances.results import Listed, read_results, write_results
from bench.instances.table import table

DOCS = Path(__file__).parent.parent.parent / "docs"
RESULTS = read_results((DOCS / "benchmark" / "results.json").read_bytes())
INVENTED = [listed for listed in RESULTS.instances if "--register-files" not in listed.generate]


def test_the_table_in_the_docs_is_that_of_the_results_file() -> None:
    text = (DOCS / "benchmark.md").read_text()
    assert text.split("<!-- table -->\n")[1] == table(RESULTS)
    assert (DOCS / "benchmark" / "results.json").read_bytes() == write_results(RESULTS)


@pytest.mark.parametrize("listed", INVENTED, ids=[listed.name for listed in INVENTED])
def test_a_published_instance_is_generated_again_byte_for_byte(listed: Listed) -> None:
    words = shlex.split(listed.generate)
    options = dict(zip(words[::2], words[1::2], strict=True))
    assert set(options) == {"--family", "--tightness", "--seed"}
    made = generate(family=options["--family"], tightness=options["--tightness"], seed=int(options["--seed"]))
    assert hashlib.sha256(made.problem).hexdigest() == listed.sha256


def test_no_value_lies_above_a_bound() -> None:
    for listed in RESULTS.instances:
        results = RESULTS.of(listed.name)
        bounds = [result.bound for result in results if result.bound is not None]
        assert max(result.value for result in results) <= min(bounds, default=10**18)
