"""What the Containerfile and compose.yaml say, read as a linter would: nothing is root, nothing floats."""

import json
import re
import tomllib
from pathlib import Path
from typing import Any, NamedTuple

import click
import pytest
import yaml

from doorlezen.cli.main import COMMANDS, doorlezen
from doorlezen.web.database import from_url

ROOT = Path(__file__).parent.parent.parent
COMPOSE = yaml.safe_load((ROOT / "compose.yaml").read_text())
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]
OURS = {"site", "worker"}
SETTINGS = set(re.findall(r"^\| `([A-Z_]+)` \|", (ROOT / "docs" / "settings.md").read_text(), re.MULTILINE))
OF_POSTGRES = {"POSTGRES_USER", "POSTGRES_DB", "POSTGRES_PASSWORD"}
VERSION = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["version"]
FIXED = re.compile(r"[a-z/]+:\d+\.\d+(\.\d+)?(-[a-z]+)*")
"""An image with a version, such as python:3.11.13-slim-bookworm."""


class Step(NamedTuple):
    """An instruction of the Containerfile and what it is given."""

    does: str
    given: str


def steps() -> list[Step]:
    """The instructions in order, with lines that go on put together."""
    text = (ROOT / "Containerfile").read_text()
    lines = [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
    whole = re.sub(r"\\\n\s*", "", "\n".join(lines))
    return [Step(*line.split(" ", 1)) for line in whole.splitlines()]


def given(does: str) -> list[str]:
    """What all instructions of this kind are given."""
    return [step.given for step in steps() if step.does == does]


def last_stage() -> list[Step]:
    """The instructions that make the image itself."""
    at = max(number for number, step in enumerate(steps()) if step.does == "FROM")
    return steps()[at:]


def test_every_image_has_a_version() -> None:
    named = [words.split(" ")[0] for words in given("FROM")]
    named += [service["image"].removeprefix("localhost/") for service in SERVICES.values()]
    assert [name for name in named if not FIXED.fullmatch(name)] == []
    assert len(named) == 5


def test_the_image_is_made_by_known_steps_and_not_by_root() -> None:
    assert {step.does for step in steps()} == {
        *("FROM", "WORKDIR", "COPY", "RUN", "ENV", "USER", "EXPOSE", "ENTRYPOINT", "CMD")
    }
    assert [step.given for step in last_stage() if step.does == "USER"] == ["10001:10001"]
    assert [words for words in given("RUN") if re.search(r"\b(sudo|curl|wget|chmod|apt-get)\b", words)] == []
    assert all(path.startswith("/") for path in given("WORKDIR"))
    # only what was built goes into the image that runs, to the place where its commands look for it
    assert [step.given for step in last_stage() if step.does == "COPY"] == [
        "--from=build /opt/doorlezen/.venv /opt/doorlezen/.venv"
    ]
    assert given("WORKDIR")[0] == "/opt/doorlezen"


def test_the_image_knows_no_secret_and_no_setting_that_there_is_not() -> None:
    names = set(re.findall(r"(\w+)=", " ".join(given("ENV"))))
    assert names == {"PATH", "PYTHONDONTWRITEBYTECODE", "DOORLEZEN_HOME"}
    assert "DOORLEZEN_HOME" in SETTINGS


def test_what_is_built_from_is_let_in_and_nothing_of_this_machine() -> None:
    lines = [line for line in (ROOT / ".dockerignore").read_text().splitlines() if line[:1] not in {"", "#"}]
    let_in = {line[1:] for line in lines if line.startswith("!")}
    assert lines[0] == "*"
    assert [name for name in let_in if not (ROOT / name).exists()] == []
    makefile = (ROOT / "Makefile").read_text()
    production = makefile[makefile.index("\nproduction:") : makefile.index("\n\n# The look")]
    needed = {*re.findall(r"requirements[\w-]*\.lock", production), "package-lock.json", "babel.cfg"}
    assert let_in == needed | {"Makefile", "LICENSE", "README.md", "pyproject.toml", "package.json", "src"}


@pytest.mark.parametrize("name", SERVICES)
def test_no_service_is_root_or_writes_but_where_it_must(name: str) -> None:
    service = SERVICES[name]
    user, group = map(int, service["user"].split(":"))
    assert user > 0
    assert group > 0
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert not {"privileged", "cap_add", "network_mode", "pid", "devices"} & set(service)
    (volume,) = service["volumes"]
    assert volume.split(":")[0] in COMPOSE["volumes"]
    assert all(port.startswith("127.0.0.1:") for port in service.get("ports", []))


def test_site_and_worker_are_one_image_of_this_version() -> None:
    assert {name for name, service in SERVICES.items() if "build" in service} == OURS
    assert {SERVICES[name]["image"] for name in OURS} == {f"localhost/doorlezen:{VERSION}"}
    assert {SERVICES[name]["build"]["dockerfile"] for name in OURS} == {"Containerfile"}
    assert f"doorlezen:{VERSION} ." in (ROOT / "Containerfile").read_text()
    assert {SERVICES[name]["user"] for name in OURS} == {"10001:10001"}
    for name in OURS:
        assert SERVICES[name]["volumes"] == ["kept:/var/lib/doorlezen"]
        assert SERVICES[name]["depends_on"] == {"database": {"condition": "service_healthy"}}
    assert "pg_isready" in SERVICES["database"]["healthcheck"]["test"]


def test_every_setting_is_one_of_the_docs() -> None:
    for name in OURS:
        assert set(SERVICES[name]["environment"]) - SETTINGS == set()
    assert set(SERVICES["database"]["environment"]) == OF_POSTGRES
    asked = set(re.findall(r"\$\{(\w+)", (ROOT / "compose.yaml").read_text()))
    assert asked - SETTINGS == {"POSTGRES_PASSWORD"}


def test_the_address_of_the_database_leads_to_the_service() -> None:
    url = SERVICES["site"]["environment"]["DATABASE_URL"]
    read = from_url(re.sub(r"\$\{[^}]*\}", "geheim", url))
    assert (read["HOST"], read["PASSWORD"]) == ("database", "geheim")
    of_postgres = SERVICES["database"]["environment"]
    assert (read["USER"], read["NAME"]) == (of_postgres["POSTGRES_USER"], of_postgres["POSTGRES_DB"])


@pytest.mark.parametrize(
    "words", [json.loads(given("CMD")[0]), *(SERVICES[name]["command"] for name in OURS)]
)
def test_what_is_started_is_a_command_with_options_that_it_has(words: list[str]) -> None:
    assert json.loads(given("ENTRYPOINT")[0]) == ["doorlezen"]
    assert words[0] in COMMANDS
    command = doorlezen.get_command(click.Context(doorlezen), words[0])
    assert command is not None
    command.make_context(words[0], list(words[1:]))
