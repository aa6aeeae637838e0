"""How long a password must be, said in our own words."""

from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import ValidationError

from doorlezen.language import t, whole


class LongEnough:
    """At least ``least`` characters; length is what makes a password hard to guess."""

    def __init__(self, least: int = 12) -> None:
        self.least = least

    def validate(self, password: str, user: AbstractBaseUser | None = None) -> None:
        """Raises ValidationError for a password that is too short."""
        if len(password) < self.least:
            what = t(
                "Dit wachtwoord is te kort: het telt {count} tekens, en moet er minstens {least} hebben.",
                count=whole(len(password)),
                least=whole(self.least),
            )
            raise ValidationError(what, code="password_too_short")

    def get_help_text(self) -> str:
        """What to choose."""
        return t("Minstens {least} tekens.", least=whole(self.least))
