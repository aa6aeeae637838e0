"""Settings come from the environment: each is documented, and a wrong one says what it should be."""

import ast
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.core.mail import send_mail
from django.test import override_settings

from doorlezen.language import InputError
from doorlezen.web import environment
from doorlezen.web.database import from_url, to_url
from doorlezen.web.operations import mail

ROOT = Path(__file__).parent.parent.parent
OF_OTHERS = {"DJANGO_SETTINGS_MODULE", "DJANGO_ALLOW_ASYNC_UNSAFE", "PATH"}
READERS = {"text", "several", "flag", "number", "one_of", "address", "contact", "folder", "only_on_a_laptop"}


def _reads(tree: ast.AST) -> Iterator[str]:
    """The names of variables that a module reads from the environment."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Subscript) and isinstance(node.ctx, ast.Load) and _is_environ(node.value):
            yield from _literal(node.slice)
        if not isinstance(node, ast.Call) or not node.args:
            continue
        called = node.func
        if isinstance(called, ast.Name) and called.id in READERS:
            yield from _literal(node.args[0])
        if isinstance(called, ast.Attribute) and (
            (
                called.attr in READERS
                and isinstance(called.value, ast.Name)
                and called.value.id == "environment"
            )
            or (called.attr in {"get", "setdefault", "pop"} and _is_environ(called.value))
            or called.attr == "getenv"
        ):
            yield from _literal(node.args[0])


def _is_environ(node: ast.expr) -> bool:
    return (isinstance(node, ast.Attribute) and node.attr == "environ") or (
        isinstance(node, ast.Name) and node.id == "environ"
    )


def _literal(node: ast.expr) -> Iterator[str]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str) and re.fullmatch("[A-Z_]+", node.value):
        yield node.value


def _read_by_the_code() -> set[str]:
    files = [path for folder in ("src", "tests", "bench") for path in (ROOT / folder).rglob("*.py")]
    files.remove(Path(__file__))
    return {name for path in files for name in _reads(ast.parse(path.read_text()))} - OF_OTHERS


def _documented() -> set[str]:
    tables = (ROOT / "docs" / "settings.md").read_text().partition("## Of others")[0]
    return set(re.findall(r"^\| `([A-Z_]+)` \|", tables, re.MULTILINE))


def test_what_is_read_is_documented_and_what_is_documented_is_read() -> None:
    assert _documented() == _read_by_the_code()


def test_the_search_sees_every_way_of_reading() -> None:
    source = """
import os
from os import environ
a = os.environ["A"]; b = environ.get("B"); c = os.getenv("C"); d = environment.flag("D"); e = text("E", "F")
os.environ["G"] = "written"; environ.setdefault("H", "x")
"""
    assert set(_reads(ast.parse(source))) == {"A", "B", "C", "D", "E", "H"}


@pytest.mark.parametrize(
    ("read", "value", "line"),
    [
        (lambda: environment.flag("V"), "misschien", "V: moet 1 of 0 zijn, niet misschien"),
        (lambda: environment.number("V", 3, least=1), "0", "V: moet een heel getal van minstens 1 zijn"),
        (lambda: environment.number("V", 3), "-1", "V: moet een heel getal van minstens 0 zijn"),
        (lambda: environment.number("V", 3), "twee", "V: moet een heel getal van minstens 0 zijn"),
        (
            lambda: environment.one_of("V", ("json", "readable")),
            "xml",
            "V: moet een van deze zijn: json, readable",
        ),
        (
            lambda: environment.address("V", ""),
            "doorlezen.nl",
            "V: moet er zo uitzien: https://doorlezen.mijnbibliotheek.nl",
        ),
        (
            lambda: environment.address("V", ""),
            "https://doorlezen.nl/pad",
            "V: moet er zo uitzien: https://doorlezen.mijnbibliotheek.nl",
        ),
        (lambda: environment.contact("V"), "bel maar", "V: moet een mailadres zijn of beginnen met https://"),
    ],
)
def test_a_wrong_value_is_one_line(
    monkeypatch: pytest.MonkeyPatch, read: Callable[[], object], value: str, line: str
) -> None:
    monkeypatch.setenv("V", value)
    with pytest.raises(InputError) as wrong:
        read()
    assert str(wrong.value) == line


def test_right_values_are_read(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name, value in {
        "A": "ja",
        "B": " 12 ",
        "C": "a, b ,,c",
        "D": "https://doorlezen.nl:8443/",
        "E": "lek@bibliotheek.nl",
        "F": str(tmp_path),
        "G": "",
    }.items():
        monkeypatch.setenv(name, value)
    assert environment.flag("A")
    assert environment.number("B", 0) == 12
    assert environment.several("C") == ["a", "b", "c"]
    assert environment.address("D", "") == "https://doorlezen.nl:8443"
    assert environment.contact("E") == "mailto:lek@bibliotheek.nl"
    assert environment.folder("F", Path("/anders")) == tmp_path
    assert environment.text("G", "leeg") == "leeg"
    assert environment.folder("G", Path("/anders")) == Path("/anders")


def test_the_secret_key_is_made_once_for_its_owner_only(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("DOORLEZEN_HOME", str(tmp_path))
    monkeypatch.delenv("DOORLEZEN_SECRET_KEY", raising=False)
    key = environment.secret_key()
    assert len(key) >= 50
    assert environment.secret_key() == key
    assert [path.name for path in tmp_path.iterdir()] == ["secret-key"]
    assert (tmp_path / "secret-key").stat().st_mode & 0o777 == 0o600
    monkeypatch.setenv("DOORLEZEN_SECRET_KEY", "gegeven")
    assert environment.secret_key() == "gegeven"


SMTP = "django.core.mail.backends.smtp.EmailBackend"


@pytest.mark.parametrize(
    ("url", "host", "port", "user", "password", "ssl", "starttls"),
    [
        ("smtp://mail.nl", "mail.nl", 25, "", "", False, False),
        ("smtp://jan%40b.nl:p%2Fw@mail.nl:587?starttls=1", "mail.nl", 587, "jan@b.nl", "p/w", False, True),
        ("smtps://jan:pw@mail.nl", "mail.nl", 465, "jan", "pw", True, False),
    ],
)
def test_mail_leaves_by_the_server_of_the_url(
    tmp_path: Path, url: str, host: str, port: int, user: str, password: str, ssl: bool, starttls: bool
) -> None:
    assert mail.from_url(url, folder=tmp_path) == {
        "EMAIL_BACKEND": SMTP,
        "EMAIL_HOST": host,
        "EMAIL_PORT": port,
        "EMAIL_HOST_USER": user,
        "EMAIL_HOST_PASSWORD": password,
        "EMAIL_USE_SSL": ssl,
        "EMAIL_USE_TLS": starttls,
        "EMAIL_TIMEOUT": 20,
    }


def test_without_a_mail_server_nothing_leaves_the_machine(tmp_path: Path) -> None:
    assert mail.from_url("", folder=tmp_path) == {
        "EMAIL_BACKEND": "doorlezen.web.operations.mail_files.EmailBackend",
        "EMAIL_FILE_PATH": str(tmp_path),
    }


def test_mail_that_stays_on_the_machine_is_read_by_the_site_alone(tmp_path: Path) -> None:
    folder = tmp_path / "mail"
    folder.mkdir(mode=0o755)
    with override_settings(**mail.from_url("", folder=folder)):
        send_mail("Uitnodiging", "een link", "a@b.example", ["c@d.example"])
    (kept,) = folder.iterdir()
    assert (oct(folder.stat().st_mode & 0o777), oct(kept.stat().st_mode & 0o777)) == ("0o700", "0o600")
    assert "een link" in kept.read_text()


@pytest.mark.parametrize(
    "url",
    [
        "mail.nl",
        "http://mail.nl",
        "smtp://",
        "smtp://mail.nl:poort",
        "smtp://mail.nl/pad",
        "smtp://mail.nl?tls=1",
    ],
)
def test_a_wrong_mail_server_is_one_line(tmp_path: Path, url: str) -> None:
    with pytest.raises(InputError) as wrong:
        mail.from_url(url, folder=tmp_path)
    assert str(wrong.value) == (
        "EMAIL_URL: moet er zo uitzien: smtp://naam:wachtwoord@host:587?starttls=1, smtps://… of console:"
    )


@pytest.mark.parametrize(
    "url",
    [
        "postgresql://jan:p%40w@db.nl:5433/door%20lezen?sslmode=require",
        "postgresql://postgres@/postgres?host=%2Ftmp%2Fsocket",
    ],
)
def test_a_database_goes_to_a_url_and_back(url: str) -> None:
    database = from_url(url)
    assert from_url(to_url(database)) == database
