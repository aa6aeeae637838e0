"""Which mail people get; the letters themselves are the desk's."""

from django.db import models
from django.utils.translation import gettext_lazy


class MailKind(models.TextChoices):
    """What a mail tells. `letters.py` says when it is still so, domain/mail_words.py in which words."""

    CONFIRM = "meetings.confirm", gettext_lazy("bevestig je aanmelding")
    CONFIRMED = "meetings.confirmed", gettext_lazy("je hebt een plaats")
    WAITING = "meetings.waiting", gettext_lazy("je staat op de wachtlijst")
    PROMOTED = "meetings.promoted", gettext_lazy("er kwam een plaats vrij")
    AGAIN = "meetings.again", gettext_lazy("je was al aangemeld")
    CANCELLED = "meetings.cancelled", gettext_lazy("je bent afgemeld")
    CHANGED = "meetings.changed", gettext_lazy("een andere tijd")
    CALLED_OFF = "meetings.called-off", gettext_lazy("het gaat niet door")
    REMINDER = "meetings.reminder", gettext_lazy("herinnering")
    RECORDING = "meetings.recording", gettext_lazy("de opname")
