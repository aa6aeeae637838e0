"""The funding scheme: which track, and what it leaves open because it is not public."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy

from doorlezen.language import InputError, t
from doorlezen.schemes.scheme import Track, tracks_of
from doorlezen.schemes.shipped_schemes import find_track, load_schemes
from doorlezen.web.day import today
from doorlezen.web.pages.scenarios.parts.part import Around, ScenarioPart
from doorlezen.web.pages.scenarios.parts.table_forms import Slot, TableForm, WhoFills
from doorlezen.web.pages.scenarios.typed_fields import ChosenField, FileDayField, TextField, YesField

PRIMARY = "po"


class SchemeForm(TableForm):
    """[scheme], without what is filled in."""

    def shape(self) -> None:
        """The tracks for primary schools, and what to do with what is not certain."""
        offered = [
            (track.id, f"{scheme.title}: {track.title}")
            for scheme, track in tracks_of(load_schemes())
            if track.target == PRIMARY or track.id == self.was.get("track")
        ]
        self.fields["track"] = ChosenField(
            gettext_lazy("regeling"), offered, empty=gettext_lazy("Geen regeling")
        )
        self.fields["undetermined"] = YesField(
            gettext_lazy("reken ook op scholen waarvan niet vaststaat of ze in aanmerking komen"),
            yes="include",
        )


class FilledForm(TableForm):
    """One [[scheme.filled]]: a value that the scheme leaves open."""

    def shape(self) -> None:
        """The value with its own source and day: the library's own ground never covers it."""
        self.fields["value"] = TextField(gettext_lazy("waarde"), size=16)
        self.fields["source"] = TextField(gettext_lazy("bron"))
        self.fields["date"] = FileDayField(gettext_lazy("van welke dag"))


class SchemePart(ScenarioPart):
    """The scheme."""

    name = "regeling"
    title = gettext_lazy("Regeling")
    lead = gettext_lazy(
        "Welke regeling betaalt mee? Welke scholen in aanmerking komen, rekent Doorlezen zelf uit."
    )
    keys = ("scheme",)

    @classmethod
    def in_short(cls, around: Around) -> str:
        """Scheme and track."""
        track = around.tree.get("scheme", {}).get("track")
        if not track:
            return t("Geen regeling")
        try:
            scheme, found = find_track(load_schemes(), str(track))
        except InputError:
            return str(track)
        return f"{scheme.title}: {found.title}"

    def make_slots(self) -> Iterable[Slot]:
        """The track, then what it leaves open."""
        scheme = self.was.get("scheme", {})
        form = SchemeForm(scheme, prefix="scheme", data=self.data)
        yield Slot(("scheme",), form, str(gettext_lazy("Regeling")))
        filled = {item["name"]: item for item in scheme.get("filled", [])}
        track = _track(scheme.get("track"))
        asked = {parameter.name: parameter for parameter in (track.open_parameters() if track else ())}
        for name in dict.fromkeys((*filled, *asked)):
            parameter = asked.get(name)
            title = parameter.label if parameter else name
            note = ""
            if parameter and parameter.stated.in_force is not None:
                note = t("Niet openbaar. Leeg: gerekend wordt met {value}.", value=parameter.stated.show())
            elif parameter:
                note = t("Niet openbaar. Vul in wat je weet, met je bron; leeg mag ook.")
            item = filled.get(name, {"name": name})
            of = FilledForm(item, prefix=f"filled-{name}", data=self.data)
            yield Slot(("scheme", "filled", name), of, title[:1].upper() + title[1:], note)

    def tree(self) -> dict[str, Any]:
        """Without a track there is no scheme, and no purse of it."""
        tree = super().tree()
        scheme, filler = dict(tree.get("scheme", {})), WhoFills("", today())
        filled = [slot.form.table(filler) for slot in self.slots[1:]]
        if not scheme.get("track"):
            tree.pop("scheme", None)
            return tree
        scheme["filled"] = [item for item in filled if item.get("value")]
        if not scheme["filled"]:
            del scheme["filled"]
        tree["scheme"] = scheme
        return tree


def _track(track: Any) -> Track | None:
    try:
        return find_track(load_schemes(), track)[1] if isinstance(track, str) else None
    except InputError:
        return None
