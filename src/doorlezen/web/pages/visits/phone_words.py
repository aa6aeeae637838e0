"""The sentences that the scripts of the phone say, in the language of the reader."""

from doorlezen.language import t


def phone_words() -> dict[str, str]:
    """By the name that the scripts know (web/look/js/visits/)."""
    return {
        "all_sent": t("Alles is verstuurd."),
        "one_unsent": t("1 bezoek is nog niet verstuurd."),
        "unsent": t("{count} bezoeken zijn nog niet verstuurd."),
        "send": t("Verstuur nu"),
        "sending": t("Bezig met versturen …"),
        "no_reception": t(
            "Geen verbinding. Wat je invult, blijft op dit apparaat staan tot er weer verbinding is."
        ),
        "busy": t("De site antwoordt niet goed. We proberen het vanzelf opnieuw."),
        "log_in": t("Je bent uitgelogd. Log in, dan worden je bezoeken verstuurd."),
        "log_in_link": t("Log in"),
        "of_others": t(
            "Op dit apparaat wacht ook werk van iemand anders. Alleen diegene verstuurt het, na inloggen."
        ),
        "saved": t("Bewaard op dit apparaat."),
        "waiting": t("Nog niet verstuurd"),
        "stopped": t("Niet aangenomen"),
        "done": t("Ingevuld"),
        "cancelled": t("Vervallen"),
        "fill_in": t("Vul in: {school}"),
        "change": t("Wijzig: {school}"),
        "done_button": t("Klaar"),
        "back": t("Terug zonder te bewaren"),
        "today": t("Vandaag"),
        "earlier": t("Eerder"),
        "later": t("Straks"),
        "nothing_today": t("Vandaag heb je geen bezoeken."),
        "not_known": t(
            "Je bezoeken staan nog niet op dit apparaat. Open deze pagina een keer met verbinding."
        ),
        "extra": t("Extra bezoek"),
        "before": t("Vorige keer: {note}"),
        "names": t(
            "Staat hier de naam van een leerling: {words}? "
            "Haal die weg, of kruis aan dat het geen leerling is."
        ),
        "full": t(
            "Op dit apparaat is geen plaats meer. "
            "Laat deze pagina open en druk op Klaar zodra er verbinding is."
        ),
        "keeps_nothing": t("Dit apparaat bewaart niets. Invullen kan hier alleen met verbinding."),
        "clock": t(
            "De klok van dit apparaat loopt niet gelijk. "
            "De dag van een bezoek klopt wel: die komt uit het rooster."
        ),
        "keep_theirs": t("Gooi dit weg: {school}"),
        "replace": t("Vervang wat er staat: {school}"),
        "as_extra": t("Verstuur als extra bezoek: {school}"),
        "again": t("Verstuur opnieuw: {school}"),
        "take_away": t("Haal weg: {school}"),
        "leave": t("Haal alles van dit apparaat"),
        "leave_unsent": t(
            "Er zijn nog {count} bezoeken niet verstuurd. Ga je door, dan zijn ze weg. Toch doorgaan?"
        ),
        "left": t("Je gegevens zijn van dit apparaat. Zodra er verbinding is, word je ook uitgelogd."),
        "hours": t("uren: {hours}"),
        "groups": t("groep {groups}"),
        "told_already": t("Dit bezoek is op dit apparaat al ingevuld. Ga terug om het te zien."),
    }
