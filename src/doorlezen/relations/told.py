"""What happens to contacts and notes, as the audit trail tells it."""

from django.utils.translation import gettext_lazy

from doorlezen.accounts.domain.audit import calls, codes, says, tells

tells("contacts.added", gettext_lazy("voegde een contact toe"))
tells("contacts.changed", gettext_lazy("veranderde een contact"))
tells("contacts.shredded", gettext_lazy("wiste een contact"))
tells("notes.added", gettext_lazy("schreef een notitie"))
tells("notes.edited", gettext_lazy("veranderde een notitie"))
tells("notes.removed", gettext_lazy("wiste een notitie"))
calls(school=gettext_lazy("school"), fields=gettext_lazy("ingevuld"), text=gettext_lazy("tekst"))
codes("school")
says(
    "fields",
    name=gettext_lazy("naam"),
    role=gettext_lazy("functie"),
    email=gettext_lazy("e-mailadres"),
    phone=gettext_lazy("telefoon"),
    purpose=gettext_lazy("waarvoor"),
    keep_until=gettext_lazy("bewaren tot en met"),
)
