"""What keeps somebody from a school, as people say it."""

from doorlezen.engine.roster.explain.hindrances import Hindrance
from doorlezen.language import t, whole


def hindrance_in_words(found: Hindrance) -> str:
    """What keeps somebody from the school, after the name."""
    needed, there = whole(found.needed), whole(found.there)
    return {
        "fixed": t("bij deze school ligt iemand anders vast"),
        "not_at": t("gaat niet naar deze school"),
        "competence": t("mist {competences}", competences=", ".join(found.competences)),
        "unreachable": t("kan deze school niet bereiken"),
        "half_days": t("werkt niet op dagdelen waarop de school kan"),
        "length": t(
            "heeft op die dagdelen hooguit {there} minuten; een bezoek duurt er {needed}",
            there=there,
            needed=needed,
        ),
        "too_few": t("heeft te weinig dagdelen voor alle bezoeken van de school"),
        "fixed_times": t("kan niet op de dagdelen die vastliggen"),
        "contract": t(
            "heeft een contract van {there} minuten in het rooster; de school vraagt er {needed}",
            there=there,
            needed=needed,
        ),
        "hours": t(
            "heeft van het contract nog {there} minuten over; nodig zijn er {needed}",
            there=there,
            needed=needed,
        ),
        "full": t("heeft geen dagdelen meer met genoeg ruimte"),
        "way": t("heeft ruimte, maar niet met het reizen tussen de scholen erbij"),
    }[found.kind]
