"""Forms with which a library invites its gemeenten and schools."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from doorlezen.accounts.domain.partners import PartnerPlace
from doorlezen.accounts.roles import OrganisationKind
from doorlezen.language import t
from doorlezen.web.form_fields import AddressField, NameField
from doorlezen.web.list_forms import ListFileInput, ListForm


class PartnerForm(forms.Form):
    """Of which gemeente or school, and who there. Nothing is chosen beforehand."""

    place = forms.ChoiceField(label=gettext_lazy("Gemeente of school"))
    name = NameField(label=gettext_lazy("Naam"))
    email = AddressField(label=gettext_lazy("E-mailadres"))

    def __init__(self, *args: Any, places: dict[str, PartnerPlace], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        groups: dict[str, list[tuple[str, str]]] = {}
        for code, one in places.items():
            if one.kind is OrganisationKind.GEMEENTE:
                groups.setdefault(t("Gemeenten"), []).append((code, one.called))
            else:
                group = t("Scholen in {gemeente}", gemeente=one.gemeente)
                groups.setdefault(group, []).append((code, f"{one.name}, {one.place} ({code})"))
        choices = [("", t("Kies een gemeente of school")), *groups.items()]
        self.fields["place"].choices = choices  # type: ignore[attr-defined]


class PartnerListForm(ListForm):
    """A list of people to invite."""

    file = forms.FileField(
        label=gettext_lazy("Je lijst"),
        help_text=gettext_lazy(
            "Excel of csv, met de kolommen vestigingscode of gemeente, naam en e-mailadres. Rijen zonder "
            "e-mailadres tellen niet mee."
        ),
        widget=ListFileInput(),
    )
