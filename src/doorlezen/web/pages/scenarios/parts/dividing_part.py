"""The verdeelsleutel: how much a school counts."""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy

from doorlezen.language import t
from doorlezen.web.pages.scenarios.parts.part import Around, ScenarioPart
from doorlezen.web.pages.scenarios.parts.table_forms import GroundedForm, Slot
from doorlezen.web.pages.scenarios.typed_fields import NumberField, typed_number


class NeedForm(GroundedForm):
    """[need]."""

    def shape(self) -> None:
        """The three numbers of the key."""
        self.fields["per_pupil"] = NumberField(gettext_lazy("voor elke leerling"), size=6)
        self.fields["per_point"] = NumberField(gettext_lazy("voor elk punt van de achterstandsscore"), size=6)
        self.fields["per_school"] = NumberField(gettext_lazy("voor elke school, hoe groot ook"), size=6)
        super().shape()


class DividingPart(ScenarioPart):
    """How much a school counts."""

    name = "verdeling"
    title = gettext_lazy("Verdeling")
    lead = gettext_lazy(
        "Hoe zwaar telt een school? Leerlingen, punten van de score en een vast deel, elk maal een getal."
    )
    keys = ("need",)

    @classmethod
    def in_short(cls, around: Around) -> str:
        """The sum."""
        need = around.tree.get("need", {})
        words = {
            "per_pupil": t("leerlingen"),
            "per_point": t("achterstandsscore"),
            "per_school": t("per school"),
        }
        return " + ".join(
            f"{typed_number(need[key])} × {word}" for key, word in words.items() if need.get(key)
        )

    def make_slots(self) -> Iterable[Slot]:
        """[need]."""
        form = NeedForm(self.was.get("need", {}), prefix="need", data=self.data)
        yield Slot(("need",), form, str(gettext_lazy("Verdeelsleutel")))
