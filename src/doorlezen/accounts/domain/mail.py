"""Mail leaves by a job: after the commit of what it tells about, and once."""

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.utils import DNS_NAME

from doorlezen.accounts.seal import seal, unseal

TASK = "accounts.send_mail"


def send_mail_later(*, to: str, subject: str, text: str) -> None:
    """Have a mail sent when, and only when, the transaction that runs now is committed.

    The job is a row in the same database, so it stands or falls with the change that it tells about. Its text
    may hold a link that lets somebody in, and is therefore sealed.
    """
    from doorlezen.accounts.tasks import send_mail

    send_mail.defer(sealed_to=seal(to), sealed_subject=seal(subject), sealed_text=seal(text))


def send_mail_now(*, job: int, to: str, subject: str, text: str) -> None:
    """Hand the mail to the mail server. A second attempt has the same Message-ID, so it shows as one mail."""
    message_id = f"<doorlezen.{job}@{_host()}>"
    EmailMessage(subject, text, to=[to], headers={"Message-ID": message_id}).send()


def opened(sealed: str) -> str:
    """What was sealed for the job."""
    return unseal(sealed)


def _host() -> str:
    return settings.SITE_ADDRESS.partition("//")[2].partition(":")[0] or str(DNS_NAME)
