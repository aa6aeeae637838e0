"""How a library works at schools of one profile, as forms: a norm with its source and how sure it is."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext_lazy

from doorlezen.language import t
from doorlezen.planning.library.library_model import PROFILES, WITH_SCORE, WITHOUT_SCORE
from doorlezen.planning.library.norms import NORMS, SURE, FieldKind, field_name, norm_name, sure_name
from doorlezen.web.pages.scenarios.parts.table_forms import GroundedForm, Slot
from doorlezen.web.pages.scenarios.typed_fields import (
    ChosenField,
    HoursField,
    NumberField,
    TextField,
    TypedField,
    WholeField,
    YesNoField,
)


class NormForm(GroundedForm):
    """One norm of one profile; empty fields are "niet ingevuld"."""

    aside = ("source", "date")
    norm = ""

    def shape(self) -> None:
        """The values, then how sure they are."""
        for key, kind in NORMS[self.norm].items():
            self.fields[key] = _field(key, kind)
        empty = gettext_lazy("Niet ingevuld")
        self.fields["sure"] = ChosenField(
            gettext_lazy("hoe zeker is dit?"), [(one, sure_name(one)) for one in SURE], empty=empty
        )
        super().shape()

    def filled(self, table: Mapping[str, Any]) -> bool:
        """Whether anything was filled in, right or wrong: a day and a role alone come by themselves."""
        return bool(set(table) - {"date", "by"})


def _field(key: str, kind: FieldKind) -> TypedField:
    name = field_name(key)
    match kind:
        case "percent":
            return WholeField(f"{name} (%)")
        case "whole":
            return WholeField(name)
        case "number":
            return NumberField(name, size=6)
        case "hours":
            return HoursField(name)
        case "yes":
            return YesNoField(name)
        case "text":
            return TextField(name)


def norm_slots(profiles: Any, data: Any) -> Iterable[Slot]:
    """A form for every norm of both profiles, filled in or not."""
    whose = {WITH_SCORE: t("met score"), WITHOUT_SCORE: t("zonder score")}
    for profile in PROFILES:
        said = profiles.get(profile) if isinstance(profiles, Mapping) else None
        for norm in NORMS:
            table = said.get(norm) if isinstance(said, Mapping) else None
            form_of = type("NormForm", (NormForm,), {"norm": norm})
            form = form_of(table if isinstance(table, Mapping) else {}, prefix=f"{profile}-{norm}", data=data)
            yield Slot(("profiles", profile, norm), form, f"{norm_name(norm)}, {whose[profile]}")
