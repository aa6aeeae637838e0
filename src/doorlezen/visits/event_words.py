"""What happens to visits, as the audit trail tells it."""

from django.utils.translation import gettext_lazy

from doorlezen.desk.event_names import name_events

name_events(
    actions={
        "visits.reported": gettext_lazy("vulde in wat er op een bezoek gedaan is"),
        "visits.report-changed": gettext_lazy("veranderde wat er op een bezoek gedaan is"),
        "visits.report-withdrawn": gettext_lazy("nam een ingevuld bezoek terug"),
        "visits.feed-made": gettext_lazy("maakte een agenda-adres"),
        "visits.feed-ended": gettext_lazy("trok een agenda-adres in"),
        "visits.school-asked": gettext_lazy("vroeg een school om de bezoeken te bevestigen"),
        "visits.question-decided": gettext_lazy("besliste over een andere dag voor een bezoek"),
        "visits.changed": gettext_lazy("veranderde bezoeken"),
        "visits.imported": gettext_lazy("las een lijst met bezoeken in"),
    },
    fields={
        "visits_read": gettext_lazy("bezoeken"),
        "visits_changed": gettext_lazy("bezoeken veranderd"),
        "feed_school": gettext_lazy("school"),
        "asked_school": gettext_lazy("school"),
        "asked_accepted": gettext_lazy("kan"),
        "change_why": gettext_lazy("reden"),
        "report_school": gettext_lazy("school"),
        "report_day": gettext_lazy("dag"),
        "report_quarters": gettext_lazy("kwartieren"),
        "report_bouwsteen": gettext_lazy("bouwsteen"),
        "report_activity": gettext_lazy("activiteit"),
        "report_groups": gettext_lazy("groepen"),
        "report_pupils": gettext_lazy("leerlingen"),
        "report_note": gettext_lazy("notitie veranderd"),
    },
    codes=("asked_school", "change_why", "feed_school", "report_school", "report_bouwsteen", "report_groups"),
)
