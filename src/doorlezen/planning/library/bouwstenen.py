"""What people call the bouwstenen of de Bibliotheek op school."""

from doorlezen.language import t


def bouwsteen_name(bouwsteen: str) -> str:
    """What people call a bouwsteen: "netwerk-en-beleid" → "Netwerk & beleid"."""
    names = {
        "netwerk-en-beleid": t("Netwerk & beleid"),
        "collectie": t("Collectie"),
        "expertise": t("Expertise"),
        "activiteiten": t("Activiteiten"),
        "lees-en-mediaplan": t("Lees- en mediaplan"),
        "monitor": t("Monitor"),
        "digitaal-portaal": t("Digitaal portaal"),
    }
    return names[bouwsteen]
