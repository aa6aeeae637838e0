"""What people fill in about themselves and their colleagues. A form takes only the fields that it shows."""

from typing import Any, ClassVar

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.text import slugify
from django.utils.translation import gettext_lazy

from doorlezen.accounts.actor import Actor
from doorlezen.accounts.domain.gemeenten import gemeenten_named
from doorlezen.accounts.models import Organisation, Person
from doorlezen.accounts.permissions import ask
from doorlezen.accounts.roles import OrganisationKind, Role
from doorlezen.language import InputError, clean_line, t
from doorlezen.register.models import Gemeente, School
from doorlezen.web.form_fields import AddressField, NameField, TitleField


def roles_to_give(actor: Actor) -> list[tuple[str, Any]]:
    """The roles that ``actor`` may give somebody here, with their names. First comes none: nothing that gives
    power is chosen before somebody chooses it."""
    administrator = bool(ask("people.give-administrator", actor))
    return [
        ("", t("Kies een rol")),
        *(
            (role.value, role.label)
            for role in actor.organisation.possible_roles
            if role != Role.ADMINISTRATOR or administrator
        ),
    ]


class InviteForm(forms.Form):
    """Who is invited, and as what."""

    email = AddressField(label=gettext_lazy("E-mailadres"))
    name = NameField(label=gettext_lazy("Naam"), required=False)
    role = forms.ChoiceField(label=gettext_lazy("Rol"))

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = roles_to_give(actor)  # type: ignore[attr-defined]


class RoleForm(forms.Form):
    """One more role for somebody who works here."""

    role = forms.ChoiceField(label=gettext_lazy("Nieuwe rol"))

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = roles_to_give(actor)  # type: ignore[attr-defined]


class WelcomeForm(forms.Form):
    """A name and a password of somebody who was invited. The mail address is that of the letter."""

    name = NameField(label=gettext_lazy("Je naam"))
    password = forms.CharField(
        label=gettext_lazy("Kies een wachtwoord"),
        help_text=gettext_lazy("Minstens 12 tekens. Een zin die je goed onthoudt, is sterk genoeg."),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args: Any, email: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.email = email

    def clean(self) -> dict[str, Any]:
        """A password that is long, unknown and unlike the name."""
        cleaned = super().clean() or {}
        if cleaned.get("password"):
            try:
                validate_password(cleaned["password"], Person(email=self.email, name=cleaned.get("name", "")))
            except ValidationError as wrong:
                self.add_error("password", wrong)
        return cleaned


class ReasonForm(forms.Form):
    """Why an administrator needs the rights."""

    reason = forms.CharField(
        label=gettext_lazy("Waarvoor heb je de rechten nodig?"),
        help_text=gettext_lazy("Dit staat in het logboek, dat de directeur kan lezen."),
        max_length=300,
    )


class OwnForm(forms.Form):
    """One's own name and language."""

    name = NameField(label=gettext_lazy("Je naam"))
    language = forms.ChoiceField(
        label=gettext_lazy("Taal"), choices=[("nl", "Nederlands"), ("en", "English")]
    )


class IdentityProviderForm(forms.Form):
    """Where the people of an organisation log in with an account of their own."""

    issuer = forms.URLField(
        label=gettext_lazy("Adres van de uitgever (issuer)"), max_length=300, assume_scheme="https"
    )
    client_id = forms.CharField(label=gettext_lazy("Client-id"), max_length=191)
    secret = forms.CharField(
        label=gettext_lazy("Geheim (client secret)"),
        help_text=gettext_lazy("Wordt versleuteld bewaard en nooit getoond. Laat leeg om het te houden."),
        max_length=500,
        required=False,
        strip=True,
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
    )
    is_strong = forms.BooleanField(
        label=gettext_lazy("Een login daar telt als sterke login"),
        help_text=gettext_lazy("Alleen als die login zelf altijd een tweede stap vraagt."),
        required=False,
    )


class OrganisationForm(forms.Form):
    """A new organisation of a kind, with the fields of that kind, and the first person who lets others in."""

    kind = forms.ChoiceField(choices=OrganisationKind.choices, widget=forms.HiddenInput)
    name = TitleField(label=gettext_lazy("Naam"))
    slug = forms.CharField(
        label=gettext_lazy("Naam in het adres"),
        help_text=gettext_lazy("Laat leeg, dan maken wij hem van de naam: de-linge. Blijft altijd."),
        max_length=60,
        required=False,
    )
    gemeenten = forms.CharField(
        label=gettext_lazy("Gemeenten"),
        help_text=gettext_lazy("De naam of de code, met een komma ertussen: Tiel, 0214."),
    )
    school = forms.CharField(
        label=gettext_lazy("Vestigingscode"),
        help_text=gettext_lazy("Vier cijfers of letters van de school en twee van de vestiging: 00AP00."),
        max_length=6,
    )
    supports = forms.ModelMultipleChoiceField(
        label=gettext_lazy("Bibliotheken die deze POI helpt"),
        queryset=Organisation.objects.none(),
        required=False,
    )
    email = AddressField(label=gettext_lazy("E-mailadres van de eerste persoon"))

    OF_KIND: ClassVar = {
        OrganisationKind.LIBRARY: {"gemeenten"},
        OrganisationKind.GEMEENTE: {"gemeenten"},
        OrganisationKind.SCHOOL: {"school"},
        OrganisationKind.POI: {"supports"},
        OrganisationKind.NATIONAL: set(),
    }

    def __init__(self, *args: Any, kind: OrganisationKind, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["kind"] = kind.value
        for name in {"gemeenten", "school", "supports"} - self.OF_KIND[kind]:
            del self.fields[name]
        if kind is OrganisationKind.GEMEENTE:
            self.fields["gemeenten"].label = gettext_lazy("Gemeente")
            self.fields["gemeenten"].help_text = gettext_lazy("De naam of de code: Tiel of 0281.")
        if kind is OrganisationKind.POI:
            libraries = Organisation.objects.filter(kind=OrganisationKind.LIBRARY).order_by("name", "id")
            self.fields["supports"].queryset = libraries  # type: ignore[attr-defined]

    def clean_gemeenten(self) -> list[Gemeente]:
        """The gemeenten of these names and codes, all of them known to the register."""
        try:
            return gemeenten_named(self.cleaned_data["gemeenten"])
        except InputError as wrong:
            raise ValidationError(f"{wrong.what[0].upper()}{wrong.what[1:]}") from None

    def clean_school(self) -> School:
        """The school of this code."""
        code = clean_line(self.cleaned_data["school"]).upper()
        school = School.objects.filter(code=code).first()
        if school is None:
            raise ValidationError(
                gettext_lazy(
                    "Het register kent %(code)s niet. Klopt de code? Laad dan eerst een lijst met scholen."
                ),
                params={"code": code},
            )
        return school

    def clean(self) -> dict[str, Any]:
        """An address made of the name where none was given, in small letters, that nobody has."""
        cleaned = super().clean() or {}
        slug = slugify(cleaned.get("slug") or cleaned.get("name", ""))[:60].strip("-")
        if not slug and "name" in cleaned:
            self.add_error("slug", t("Gebruik letters, cijfers en streepjes: bibliotheek-de-linge."))
        elif Organisation.objects.filter(slug=slug).exists():
            self.add_error("slug", t("Dit adres heeft een andere organisatie al. Kies een ander."))
        cleaned["slug"] = slug
        return cleaned
