"""What the actions on meetings are called in the audit trail."""

from django.utils.translation import gettext_lazy

from doorlezen.desk.event_names import name_events
from doorlezen.meetings.models import Shown

name_events(
    actions={
        "meetings.opened": gettext_lazy("opende de aanmelding voor een webinar"),
        "meetings.changed": gettext_lazy("veranderde de aanmelding voor een webinar"),
        "meetings.moved": gettext_lazy("verzette een webinar"),
        "meetings.called-off": gettext_lazy("liet een webinar niet doorgaan"),
        "meetings.mailed-again": gettext_lazy("stuurde mails opnieuw"),
        "meetings.exported": gettext_lazy("haalde een lijst van deelnemers op"),
        "meetings.attendance-read": gettext_lazy("las in wie er was"),
        "meetings.question-judged": gettext_lazy("liet een vraag zien of verborg die"),
        "meetings.shredded": gettext_lazy("wiste de namen en adressen van deelnemers"),
    },
    values={"state": {one.value: one.label for one in Shown}},
)
