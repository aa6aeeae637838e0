"""What the actions on meetings are called in the audit trail."""

from django.utils.translation import gettext_lazy

from doorlezen.accounts.domain.audit import tells

tells("meetings.opened", gettext_lazy("opende de aanmelding voor een webinar"))
tells("meetings.changed", gettext_lazy("veranderde de aanmelding voor een webinar"))
tells("meetings.moved", gettext_lazy("verzette een webinar"))
tells("meetings.called-off", gettext_lazy("liet een webinar niet doorgaan"))
tells("meetings.mailed-again", gettext_lazy("stuurde mails opnieuw"))
tells("meetings.exported", gettext_lazy("haalde een lijst van deelnemers op"))
tells("meetings.attendance-read", gettext_lazy("las in wie er was"))
tells("meetings.question-judged", gettext_lazy("liet een vraag zien of verborg die"))
tells("meetings.shredded", gettext_lazy("wiste de namen en adressen van deelnemers"))
