"""The editions that are loaded, as tables."""

from collections.abc import Mapping, Sequence
from functools import partial

from doorlezen.accounts.actor import Actor
from doorlezen.accounts.models import Membership
from doorlezen.documents.sheets import SheetColumn
from doorlezen.language import date, t
from doorlezen.register.domain.load_words import kind_names
from doorlezen.register.domain.queries import editions
from doorlezen.register.models import Edition, Kind
from doorlezen.web.pieces import Cell, Table, table_of
from doorlezen.web.typesetting import begun

PUBLISHED = (Kind.SCHOOLS, Kind.SCORES, Kind.PUPILS, Kind.LOCATIONS, Kind.HOLIDAYS)


def published(actor: Actor) -> Table:
    """Every file of open data, by kind, newest first."""
    found = [edition for kind in PUBLISHED for edition in editions(kind)]
    return _table(t("Open gegevens, voor iedereen op deze site"), found, _people(actor, found))


def own_lists(actor: Actor) -> Table:
    """The lists of the actor's own library, the one that counts first."""
    found = editions(Kind.COLLABORATIONS, owner=actor.organisation.slug)
    return _table(t("Je eigen lijsten; de bovenste telt"), found, _people(actor, found))


def _people(actor: Actor, found: Sequence[Edition]) -> Mapping[int, str]:
    """The names of who loaded these, of those at the actor's own organisation; names of others stay there."""
    numbers = {edition.loaded_by for edition in found if edition.loaded_by is not None}
    held = Membership.objects.filter(organisation=actor.organisation, person__in=sorted(numbers))
    return {member.person_id: str(member.person) for member in held.select_related("person").order_by("pk")}


def _table(caption: str, found: Sequence[Edition], people: Mapping[int, str]) -> Table:
    columns: list[SheetColumn[list[Edition]]] = [
        SheetColumn(t("Wat"), _what),
        SheetColumn(t("Peildatum"), _days),
        SheetColumn(t("Rijen"), lambda of_file: of_file[0].rows, "whole"),
        SheetColumn(t("Geladen"), partial(_loaded, people)),
        SheetColumn(t("Bestand"), _file),
    ]
    return table_of(caption, columns, _files(found))


def _files(found: Sequence[Edition]) -> list[list[Edition]]:
    """The editions file by file, in their order: a file of many years is an edition for each of them."""
    files: dict[tuple[str, str, int | None], list[Edition]] = {}
    for edition in found:
        # an own list that was loaded again stands there again
        again = edition.pk if edition.kind == Kind.COLLABORATIONS else None
        files.setdefault((edition.kind, edition.sha256, again), []).append(edition)
    return list(files.values())


def _what(of_file: Sequence[Edition]) -> Cell:
    edition = of_file[0]
    mark = t(" (voorlopig)") if edition.mark else ""
    note = f"{edition.publisher}, {edition.title}{mark}; {edition.licence}"
    return Cell(begun(kind_names()[Kind(edition.kind)]), note=note)


def _days(of_file: Sequence[Edition]) -> Cell:
    edition, oldest, years = of_file[0], of_file[-1], ""
    if oldest is not edition:
        years = t(
            "en {count} jaren daarvoor, vanaf {first}", count=len(of_file) - 1, first=date(oldest.peildatum)
        )
    return Cell(date(edition.peildatum), note=years)


def _loaded(people: Mapping[int, str], of_file: Sequence[Edition]) -> Cell:
    return Cell(date(of_file[0].loaded_at), note=_by(of_file[0], people))


def _file(of_file: Sequence[Edition]) -> Cell:
    return Cell(of_file[0].file_name, note=t("kenmerk {hash}", hash=of_file[0].sha256[:12]))


def _by(edition: Edition, people: Mapping[int, str]) -> str:
    if edition.loaded_by is None:
        return t("door de beheerder, op de server")
    return people.get(edition.loaded_by) or t("iemand van een andere organisatie")
