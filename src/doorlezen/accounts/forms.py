"""What people fill in about themselves and their colleagues. A form takes only the fields that it shows."""

from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy

from doorlezen.accounts.actor import Actor
from doorlezen.accounts.models import SLUG, Organisation, Person
from doorlezen.accounts.permissions import ask
from doorlezen.accounts.roles import OrganisationKind, Role
from doorlezen.language import InputError
from doorlezen.register.models import Gemeente, School


def say(form: forms.BaseForm, wrong: InputError) -> None:
    """Show above the form what the domain could not use."""
    form.add_error(None, f"{wrong.where}: {wrong.what}")


def roles_to_give(actor: Actor) -> list[tuple[str, Any]]:
    """The roles that ``actor`` may give somebody here, with their names."""
    administrator = bool(ask("people.give-administrator", actor))
    return [
        (role.value, role.label)
        for role in actor.organisation.possible_roles
        if role != Role.ADMINISTRATOR or administrator
    ]


class InviteForm(forms.Form):
    """Who is invited, and as what."""

    email = forms.EmailField(label=gettext_lazy("E-mailadres"), max_length=254)
    name = forms.CharField(label=gettext_lazy("Naam"), max_length=200, required=False)
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

    name = forms.CharField(label=gettext_lazy("Je naam"), max_length=200)
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

    name = forms.CharField(label=gettext_lazy("Je naam"), max_length=200)
    language = forms.ChoiceField(
        label=gettext_lazy("Taal"), choices=[("nl", "Nederlands"), ("en", "English")]
    )


class LoginForm(forms.Form):
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
    """A new organisation, and the first person who can let the others in."""

    kind = forms.ChoiceField(label=gettext_lazy("Soort"), choices=OrganisationKind.choices)
    name = forms.CharField(label=gettext_lazy("Naam"), max_length=200)
    slug = forms.CharField(
        label=gettext_lazy("Adres"),
        help_text=gettext_lazy("Kleine letters, cijfers en streepjes: bibliotheek-de-linge. Blijft altijd."),
        max_length=60,
        validators=[SLUG],
    )
    gemeenten = forms.CharField(
        label=gettext_lazy("Gemeentecodes"),
        help_text=gettext_lazy("Vier cijfers per gemeente, met een spatie ertussen: 0281 0214."),
        required=False,
    )
    school = forms.CharField(
        label=gettext_lazy("Vestigingscode"),
        help_text=gettext_lazy("Alleen bij een school: 00AP00."),
        max_length=6,
        required=False,
    )
    supports = forms.ModelMultipleChoiceField(
        label=gettext_lazy("Bibliotheken die deze POI helpt"),
        queryset=Organisation.objects.none(),
        required=False,
    )
    email = forms.EmailField(label=gettext_lazy("E-mailadres van de eerste persoon"), max_length=254)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        libraries = Organisation.objects.filter(kind=OrganisationKind.LIBRARY).order_by("name", "id")
        self.fields["supports"].queryset = libraries  # type: ignore[attr-defined]

    def clean_slug(self) -> str:
        """An address that nobody has."""
        slug: str = self.cleaned_data["slug"]
        if Organisation.objects.filter(slug=slug).exists():
            raise ValidationError(gettext_lazy("Dit adres heeft een andere organisatie al. Kies een ander."))
        return slug

    def clean_gemeenten(self) -> list[Gemeente]:
        """The gemeenten of these codes, all of them known to the register."""
        codes = str(self.cleaned_data["gemeenten"]).replace(",", " ").split()
        known = {
            gemeente.code: gemeente for gemeente in Gemeente.objects.filter(code__in=codes).order_by("code")
        }
        unknown = [code for code in codes if code not in known]
        if unknown:
            raise ValidationError(
                gettext_lazy("Het register kent %(codes)s niet. Laad eerst een lijst met scholen."),
                params={"codes": ", ".join(unknown)},
            )
        return list(known.values())

    def clean_school(self) -> School | None:
        """The school of this code."""
        code = str(self.cleaned_data["school"]).strip().upper()
        if not code:
            return None
        school = School.objects.filter(code=code).first()
        if school is None:
            raise ValidationError(
                gettext_lazy("Het register kent %(code)s niet. Laad eerst een lijst met scholen."),
                params={"code": code},
            )
        return school
