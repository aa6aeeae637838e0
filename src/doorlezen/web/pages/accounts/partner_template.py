"""The list of gemeenten and schools to invite, to fill in: an Excel file that can be read again."""

from collections.abc import Sequence

from doorlezen.accounts.domain.partners import Partner
from doorlezen.accounts.roles import OrganisationKind
from doorlezen.documents.books import WorkbookWriter
from doorlezen.documents.sheets import SheetColumn
from doorlezen.language import t


def as_xlsx(found: Sequence[Partner]) -> bytes:
    """A row for each that does not take part yet, with the person who was invited last."""
    book = WorkbookWriter()
    columns: list[SheetColumn[Partner]] = [
        SheetColumn(t("vestigingscode"), _code, width=16),
        SheetColumn(t("school"), _school, width=44),
        SheetColumn(t("gemeente"), lambda one: one.place.gemeente, width=24),
        SheetColumn(t("naam"), lambda one: one.invitations[0].name if one.invitations else "", width=28),
        SheetColumn(
            t("e-mailadres"), lambda one: one.invitations[0].email if one.invitations else "", width=36
        ),
    ]
    book.sheet(t("Uitnodigen")).table(columns, [one for one in found if one.since is None])
    return book.data()


def _code(one: Partner) -> str:
    return one.place.code if one.place.kind is OrganisationKind.SCHOOL else ""


def _school(one: Partner) -> str:
    if one.place.kind is OrganisationKind.GEMEENTE:
        return t("(de gemeente zelf)")
    return ", ".join(filter(None, (one.place.name, one.place.place)))
