"""The forms of django-allauth in our own words, without placeholders: a label says what to fill in."""

from typing import Any

from allauth.account import forms as account
from allauth.core.internal.cryptokit import normalize_user_code
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base import forms as second_step
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as passkey
from django import forms
from django.conf import settings
from django.core.cache import cache
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy

MAIL = gettext_lazy("E-mailadres")
PASSWORD = gettext_lazy("Wachtwoord")
NEW = gettext_lazy("Nieuw wachtwoord")
AGAIN = gettext_lazy("Nog eens je nieuwe wachtwoord")
CODE = gettext_lazy("Code")
LONG = gettext_lazy("Minstens 12 tekens. Een zin die je goed onthoudt, is sterk genoeg.")


class _OurWords(forms.Form):
    """Sets the labels and hints of ``words`` (field: label, or label and hint)."""

    words: dict[str, Any]
    only_asks = False
    """Whether the form keeps nothing even when all is well; then its refusal does not say so."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.widget.attrs.pop("placeholder", None)
            said = self.words.get(name)
            if said is not None:
                label, hint = said if isinstance(said, tuple) else (said, "")
                field.label, field.help_text = label, hint


class LoginForm(_OurWords, account.LoginForm):  # type: ignore[misc]
    """Mail address and password."""

    only_asks = True
    words = {"login": MAIL, "password": PASSWORD}


class ResetPasswordForm(_OurWords, account.ResetPasswordForm):  # type: ignore[misc]
    """Whose password is to be renewed."""

    only_asks = True
    words = {"email": MAIL}


class ResetPasswordKeyForm(_OurWords, account.ResetPasswordKeyForm):  # type: ignore[misc]
    """The new password."""

    words = {"password1": (NEW, LONG), "password2": AGAIN}


class ChangePasswordForm(_OurWords, account.ChangePasswordForm):  # type: ignore[misc]
    """The old password and the new one."""

    words = {
        "oldpassword": gettext_lazy("Je wachtwoord van nu"),
        "password1": (NEW, LONG),
        "password2": AGAIN,
    }


class SetPasswordForm(_OurWords, account.SetPasswordForm):  # type: ignore[misc]
    """A first password, for who came in by an organisation."""

    words = {"password1": (NEW, LONG), "password2": AGAIN}


class AddEmailForm(_OurWords, account.AddEmailForm):  # type: ignore[misc]
    """The new mail address."""

    words = {"email": gettext_lazy("Nieuw e-mailadres")}


class ReauthenticateForm(_OurWords, account.ReauthenticateForm):  # type: ignore[misc]
    """The password once more."""

    only_asks = True
    words = {"password": PASSWORD}


class _OnceOnly(forms.Form):
    """A code counts once. django-allauth forgets a used one after half a minute, when it still counts."""

    def clean_code(self) -> str:
        code: str = super().clean_code()  # type: ignore[misc]
        used = salted_hmac("doorlezen.accounts.used", f"{self.user.pk}:{normalize_user_code(code)}")  # type: ignore[attr-defined]
        seconds = settings.MFA_TOTP_TOLERANCE * 60 + 60
        if not cache.add(f"doorlezen.used:{used.hexdigest()}", True, timeout=seconds):
            raise get_adapter().validation_error("incorrect_code")
        return code


class SecondStepForm(_OurWords, _OnceOnly, second_step.AuthenticateForm):  # type: ignore[misc]
    """The code of the app, or a recovery code."""

    only_asks = True
    words = {"code": (CODE, gettext_lazy("De zes cijfers uit je app, of een van je herstelcodes."))}


class SecondStepAgainForm(_OurWords, _OnceOnly, second_step.ReauthenticateForm):  # type: ignore[misc]
    """The same, in a session that runs already."""

    only_asks = True
    words = SecondStepForm.words


class ActivateAppForm(_OurWords, totp.ActivateTOTPForm):  # type: ignore[misc]
    """The first code of the app."""

    words = {"code": (CODE, gettext_lazy("De zes cijfers die je app nu laat zien."))}


class AddPasskeyForm(_OurWords, passkey.AddWebAuthnForm):  # type: ignore[misc]
    """What to call a passkey."""

    words = {
        "name": (gettext_lazy("Naam"), gettext_lazy("Zo herken je deze sleutel later: mijn telefoon.")),
        "passwordless": (
            gettext_lazy("Hiermee kan ik inloggen zonder wachtwoord"),
            gettext_lazy("Je apparaat vraagt dan om je vinger, je gezicht of een pincode."),
        ),
    }


class EditPasskeyForm(_OurWords, passkey.EditWebAuthnForm):  # type: ignore[misc]
    """Another name for a passkey."""

    words = {"name": gettext_lazy("Naam")}
