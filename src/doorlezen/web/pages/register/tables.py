"""The editions that are loaded, as tables."""

from collections.abc import Mapping, Sequence

from doorlezen.accounts.actor import Actor
from doorlezen.accounts.models import Membership
from doorlezen.language import date, t, whole
from doorlezen.register.domain.queries import editions
from doorlezen.register.domain.told import kind_names
from doorlezen.register.models import Edition, Kind
from doorlezen.web.pieces import Cell, Column, Table
from doorlezen.web.typesetting import begun

PUBLISHED = (Kind.SCHOOLS, Kind.SCORES, Kind.PUPILS, Kind.LOCATIONS)


def published(actor: Actor) -> Table:
    """Every file of what CBS and DUO publish, by kind, newest first."""
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
    return Table(
        caption=caption,
        columns=[
            Column(t("Wat")),
            Column(t("Peildatum")),
            Column(t("Rijen"), align="right"),
            Column(t("Geladen")),
            Column(t("Bestand")),
        ],
        rows=[_row(of_file, people) for of_file in _files(found)],
    )


def _files(found: Sequence[Edition]) -> list[list[Edition]]:
    """The editions file by file, in their order: a file of many years is an edition for each of them."""
    files: dict[tuple[str, str, int | None], list[Edition]] = {}
    for edition in found:
        # an own list that was loaded again stands there again
        again = edition.pk if edition.kind == Kind.COLLABORATIONS else None
        files.setdefault((edition.kind, edition.sha256, again), []).append(edition)
    return list(files.values())


def _row(of_file: Sequence[Edition], people: Mapping[int, str]) -> list[Cell | str]:
    edition, oldest = of_file[0], of_file[-1]
    day: Cell | str = date(edition.peildatum)
    if oldest is not edition:
        years = t(
            "en {count} jaren daarvoor, vanaf {first}", count=len(of_file) - 1, first=date(oldest.peildatum)
        )
        day = Cell(date(edition.peildatum), note=years)
    mark = t(" (voorlopig)") if edition.mark else ""
    return [
        Cell(
            begun(kind_names()[Kind(edition.kind)]),
            note=f"{edition.publisher}, {edition.title}{mark}; {edition.licence}",
        ),
        day,
        whole(edition.rows),
        Cell(date(edition.loaded_at), note=_by(edition, people)),
        Cell(edition.file_name, note=t("kenmerk {hash}", hash=edition.sha256[:12])),
    ]


def _by(edition: Edition, people: Mapping[int, str]) -> str:
    if edition.loaded_by is None:
        return t("door de beheerder, op de server")
    return people.get(edition.loaded_by) or t("iemand van een andere organisatie")
