"""What happens to the team, as the audit trail tells it."""

from django.utils.translation import gettext_lazy

from doorlezen.desk.event_names import name_events

name_events(
    actions={
        "team.added": gettext_lazy("zette iemand in het team"),
        "team.changed": gettext_lazy("veranderde iemand in het team"),
        "team.shredded": gettext_lazy("wiste iemand uit het team"),
        "team.imported": gettext_lazy("las een lijst met teamleden in"),
        "team.absence-added": gettext_lazy("legde vast dat iemand weg is"),
        "team.competence-said": gettext_lazy("legde vast wat iemand kan"),
        "team.wish-said": gettext_lazy("legde een wens voor een school vast"),
        "team.not-there": gettext_lazy("legde vast of iemand naar een school gaat"),
        "team.mix-said": gettext_lazy("legde de rolmix op een school vast"),
        "team.detail-removed": gettext_lazy("haalde iets weg bij iemand in het team"),
        "team.kind-added": gettext_lazy("voegde een soort deskundigheid toe"),
        "team.kind-removed": gettext_lazy("haalde een soort deskundigheid weg"),
        "team.course-cost": gettext_lazy("vulde in wat een cursus kost"),
        "team.asked": gettext_lazy("legde vast welke deskundigheid scholen vragen"),
        "team.asked-no-more": gettext_lazy("haalde weg welke deskundigheid scholen vragen"),
        "team.parameter": gettext_lazy("vulde een getal van het team in"),
    },
    fields={
        "team_fields": gettext_lazy("ingevuld"),
        "absence": gettext_lazy("soort"),
        "first_day": gettext_lazy("eerste dag"),
        "last_day": gettext_lazy("laatste dag"),
        "competence": gettext_lazy("deskundigheid"),
        "wish": gettext_lazy("wens"),
        "not_there": gettext_lazy("gaat er niet heen"),
        "mix_year": gettext_lazy("schooljaar"),
        "doing": gettext_lazy("zelf doen"),
        "modelling": gettext_lazy("voordoen"),
        "supporting": gettext_lazy("het team ondersteunen"),
        "advising": gettext_lazy("adviseren"),
        "course_cents": gettext_lazy("cursus kost (cent)"),
        "asking_profile": gettext_lazy("wie het vraagt"),
        "parameter": gettext_lazy("getal"),
        "filled_value": gettext_lazy("waarde"),
        "members": gettext_lazy("teamleden"),
        "detail": gettext_lazy("wat"),
    },
    values={
        "team_fields": {
            "name": gettext_lazy("naam"),
            "function": gettext_lazy("functie"),
            "person": gettext_lazy("account"),
            "since": gettext_lazy("eerste werkdag"),
            "until": gettext_lazy("laatste werkdag"),
            "contract_quarters": gettext_lazy("uren per week"),
            "schools_quarters": gettext_lazy("waarvan voor scholen"),
            "half_days": gettext_lazy("dagdelen"),
            "home_place": gettext_lazy("plaats van vertrek"),
            "travel_mode": gettext_lazy("vervoer"),
            "travel_limit": gettext_lazy("hooguit reizen"),
            "languages": gettext_lazy("talen"),
        },
        "absence": {"leave": gettext_lazy("verlof"), "away": gettext_lazy("afwezig")},
        "asking_profile": {
            "with_score": gettext_lazy("scholen met een achterstandsscore"),
            "without_score": gettext_lazy("scholen zonder achterstandsscore"),
        },
        "detail": {
            "memberabsence": gettext_lazy("afwezigheid"),
            "membercompetence": gettext_lazy("deskundigheid"),
            "memberschool": gettext_lazy("wens of afspraak"),
            "rolemix": gettext_lazy("rolmix"),
        },
    },
    codes=("competence", "parameter", "mix_year"),
)
