"""Webinars as a workbook: a row for each, with the fields of the forms in which an editor fills it in."""

import dataclasses
import datetime
import re
from collections.abc import Iterable, Mapping
from functools import partial
from typing import Any

from django import forms

from doorlezen.documents.books import LONGEST_TEXT, WorkbookWriter
from doorlezen.documents.cells import SheetRow
from doorlezen.documents.guard import guarded
from doorlezen.documents.sheets import SheetColumn
from doorlezen.documents.source import source_of
from doorlezen.documents.workbook import read_workbook
from doorlezen.language import InputError, t
from doorlezen.web.pages.webinars.editing.forms import AboutForm, LinesForm
from doorlezen.web.pages.webinars.editing.lines import Lines, ListedNames
from doorlezen.webinars.catalogue.consistency import check_catalogue
from doorlezen.webinars.catalogue.shape import FORMAT, Catalogue, WebinarEntry
from doorlezen.webinars.domain.entries import entry_of, lists, whole
from doorlezen.webinars.models import Webinar

_ABOUT = [name for name in AboutForm.base_fields if name != "version"]
_COLUMNS = [*_ABOUT, "parts", "chapters"]
_WIDTHS = {"title": 40, "slug": 30, "summary": 50, "about": 60, "parts": 60, "chapters": 60}
_AT = re.compile(r"webinars\[(\d+)\]\.?(\w*)")


def to_workbook(entries: Iterable[WebinarEntry]) -> bytes:
    """A workbook with these. Several themes or audiences stand in one cell, each on a line of its own.

    Raises InputError for a text that no cell can hold.
    """
    form, names = AboutForm(), ListedNames()
    rows = [{**AboutForm.of(entry), **names.write(entry)} for entry in entries]
    columns = [
        SheetColumn[dict[str, Any]](
            label, partial(_shown, form, name), "day" if name == "date" else "text", _WIDTHS.get(name, 18)
        )
        for name, label in _labels().items()
    ]
    book = WorkbookWriter()
    book.sheet(t("Webinars")).table(columns, rows, filtered=True)
    return book.data()


def from_workbook(data: bytes, *, name: str) -> Catalogue:
    """The catalogue as the rows of a workbook make it; what has no column stays as it is.

    Raises InputError with the row and the column of the first thing that is wrong.
    """
    rows = [row for sheet in read_workbook(source_of(name, data))[:1] for row in sheet.rows if not row.blank]
    columns = _columns(rows[0], name) if rows else {}
    if "slug" not in columns:
        raise InputError(name, t("de kolom {column} ontbreekt", column=_labels()["slug"]))
    slugs = [row.text(columns["slug"]) for row in rows[1:]]
    there = {held.slug: entry_of(held) for held in whole(Webinar.objects.filter(slug__in=slugs))}
    lines, known, entries = ListedNames(), lists(), []
    for row, slug in zip(rows[1:], slugs, strict=True):
        where = t("{file}, rij {row}", file=name, row=row.number)
        try:
            entry, new = _entry(row, columns, there.get(slug), lines)
        except InputError as wrong:
            raise InputError(f"{where}: {_labels().get(wrong.where, wrong.where)}", wrong.what) from None
        entries.append(entry)
        known |= {each: tuple({*known[each], *getattr(new, each)}) for each in ("speakers", "affiliations")}
    catalogue = Catalogue(format=FORMAT, webinars=tuple(entries), **known)
    try:
        check_catalogue(catalogue)
    except InputError as wrong:
        if not (found := _AT.match(wrong.where)):
            raise
        where = t("{file}, rij {row}", file=name, row=rows[1 + int(found[1])].number)
        column = _labels().get(found[2])
        raise InputError(f"{where}: {column}" if column else where, wrong.what) from None
    return catalogue


def _labels() -> dict[str, str]:
    fields = {**AboutForm.base_fields, **LinesForm.base_fields}
    return {name: str(fields[name].label) for name in _COLUMNS}


def _columns(head: SheetRow, name: str) -> dict[str, int]:
    known = {label.casefold(): field for field, label in _labels().items()}
    columns = {}
    for at, label in enumerate(head.texts):
        if label and label.casefold() not in known:
            told = ", ".join(_labels().values())
            what = t("{column} is geen kolom; kies uit {known}", column=label, known=told)
            raise InputError(t("{file}, rij {row}", file=name, row=head.number), what)
        if label:
            columns[known[label.casefold()]] = at
    return columns


def _entry(
    row: SheetRow, columns: Mapping[str, int], held: WebinarEntry | None, names: ListedNames
) -> tuple[WebinarEntry, Lines]:
    """What a row makes of a webinar; now ``held`` (None: it is new). Raises InputError(field, what)."""
    told = {**AboutForm.of(held), **names.write(held)} if held else {"language": "nl", "precision": "day"}
    form = AboutForm()
    for field, at in columns.items():
        told[field] = _filled(form, field, row.value(at))
    form = AboutForm({**told, "version": 0}, initial={"language": held.language if held else "nl"})
    for field, errors in form.errors.items():
        raise InputError(field, str(errors[0]))
    lines = names.read(told.get("parts", ""), told.get("chapters", ""))
    fields = {**form.changes(), "parts": lines.parts, "chapters": lines.chapters}
    return dataclasses.replace(held, **fields) if held else WebinarEntry(**fields), lines


def _shown(form: AboutForm, name: str, row: Mapping[str, Any]) -> datetime.date | str:
    """A field as it stands in its cell: words, not what we call things."""
    value = row[name]
    if isinstance(value, datetime.date):
        return value
    if isinstance(value, bool):
        return t("ja") if value else ""
    if isinstance(value, datetime.time):
        return value.isoformat("minutes")
    choices = _choices(form, name)
    each = value if isinstance(value, tuple) else (value,)
    text = "\n".join(choices.get(one, str(one)) for one in each if one is not None and one != "")
    if len(text) >= LONGEST_TEXT:
        raise InputError(f"{row['title']}: {_labels()[name]}", t("past niet in een cel van Excel"))
    return text


def _choices(form: AboutForm, name: str) -> dict[str, str]:
    """What can be chosen in a field, and what each is called."""
    choices = getattr(form.fields.get(name), "choices", ())
    return {str(value): str(label) for value, label in choices if value}


def _filled(form: AboutForm, name: str, cell: Any) -> Any:
    """What was filled in in a cell, as the field of the form takes it."""
    if isinstance(cell, datetime.datetime):
        cell = cell.date() if name == "date" else cell.time()
    if isinstance(cell, datetime.time):
        return cell.isoformat("minutes")
    text = str(int(cell) if isinstance(cell, float) and cell.is_integer() else cell).strip()
    if text.startswith("'") and guarded(text[1:]) == text:
        text = text[1:]
    field = form.fields.get(name)
    if isinstance(field, forms.BooleanField):
        return text.casefold() in {t("ja"), "true", "1"}
    if not isinstance(field, forms.ChoiceField):
        return text
    slugs = {label.casefold(): value for value, label in _choices(form, name).items()}
    each = [one.strip() for one in re.split(r"[\n;]", text) if one.strip()]
    chosen = [slugs.get(one.casefold(), one) for one in each]
    return chosen if isinstance(field, forms.MultipleChoiceField) else next(iter(chosen), "")
