"""What happens to rosters, as the audit trail tells it."""

from django.utils.translation import gettext_lazy

from doorlezen.desk.event_names import name_events

name_events(
    actions={
        "rosters.made": gettext_lazy("liet een rooster maken"),
        "rosters.sought-further": gettext_lazy("liet verder zoeken naar een rooster"),
        "rosters.stopped": gettext_lazy("stopte het zoeken naar een rooster"),
        "rosters.frozen": gettext_lazy("zette een rooster vast"),
        "rosters.unfrozen": gettext_lazy("maakte een rooster weer los"),
        "rosters.published": gettext_lazy("maakte een rooster bekend"),
        "rosters.replaced": gettext_lazy("verving een rooster"),
        "rosters.fixed": gettext_lazy("hield iets in een rooster vast"),
        "rosters.loosened": gettext_lazy("liet iets in een rooster weer vrij"),
        "rosters.taken": gettext_lazy("las een rooster in"),
        "rosters.copied": gettext_lazy("maakte een kopie van een rooster"),
        "rosters.thrown-away": gettext_lazy("gooide een rooster weg"),
    },
    fields={
        "roster_number": gettext_lazy("nummer"),
        "roster_year": gettext_lazy("schooljaar"),
        "roster_school": gettext_lazy("school"),
    },
    codes=("roster_year", "roster_school"),
)
