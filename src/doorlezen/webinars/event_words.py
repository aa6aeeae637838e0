"""What happens to webinars and their meetings, as the audit trail tells it."""

from django.utils.translation import gettext_lazy

from doorlezen.desk.event_names import name_events

name_events(
    actions={
        "webinars.added": gettext_lazy("maakte een webinar"),
        "webinars.changed": gettext_lazy("veranderde een webinar"),
        "webinars.removed": gettext_lazy("gooide een concept van een webinar weg"),
        "webinars.list-added": gettext_lazy("zette iets in een lijst van webinars"),
        "webinars.list-changed": gettext_lazy("veranderde iets in een lijst van webinars"),
    },
    fields={
        "slug": gettext_lazy("naam in het adres"),
        "about": gettext_lazy("waar het over gaat"),
        "tracks": gettext_lazy("ondertiteling"),
        "documents": gettext_lazy("bestanden"),
        "places": gettext_lazy("plaatsen"),
        "opens_at": gettext_lazy("aanmelden vanaf"),
        "closes_at": gettext_lazy("aanmelden tot"),
        "starts_at": gettext_lazy("begint"),
        "ends_at": gettext_lazy("eindigt"),
        "room_address": gettext_lazy("adres van de zaal"),
        "room_minutes": gettext_lazy("zaal open, minuten ervoor"),
        "reminder_hours": gettext_lazy("herinnering, uren ervoor"),
        "keep_days": gettext_lazy("namen bewaren, dagen"),
        "mails_recording": gettext_lazy("mailt de opname"),
        "opinions_open": gettext_lazy("vraagt wat mensen vonden"),
        "letters": gettext_lazy("mails"),
        "there": gettext_lazy("waren er"),
        "unknown": gettext_lazy("niet gevonden"),
        "state": gettext_lazy("stand"),
        "registered": gettext_lazy("aangemeld"),
        "confirmed": gettext_lazy("met een plaats"),
        "waiting": gettext_lazy("op de wachtlijst"),
        "cancelled": gettext_lazy("afgemeld"),
        "expired": gettext_lazy("niet bevestigd"),
        "attended": gettext_lazy("waren er"),
        "missed": gettext_lazy("waren er niet"),
        "without_place": gettext_lazy("waren er zonder plaats"),
    },
)
