"""What a reader calls the schools, demands, funds and rules in an explanation."""

from collections.abc import Mapping

from doorlezen.engine.allocation.explain import Limit
from doorlezen.language import money, t
from doorlezen.reports.legible import plain
from doorlezen.reports.story import Story


class StoryNames:
    """The names in one story. Of a part of a plan what is elsewhere has no name, only what it is."""

    def __init__(self, story: Story) -> None:
        self._schools = {row.code: row.name for part in story.gemeenten for row in part.schools}
        self._gemeenten = {part.code: part.name for part in story.gemeenten}
        told = (*story.demands, *(story.conflict or ()))
        self._demands = {demand.id: (demand.by, demand.text) for demand in told}
        self._funds = {plain(name): fund.name for name, fund in story.fund.items()}

    def school(self, code: str) -> str:
        """The name of a school with its code: "De Wijzer (01AA00)"."""
        return f"{self._schools[plain(code)]} ({plain(code)})"

    def knows(self, code: str) -> bool:
        """Whether a school has a name here."""
        return plain(code) in self._schools

    def gemeente(self, code: str) -> str:
        """The name of a gemeente."""
        return self._gemeenten[code]

    def demand(self, name: str) -> str:
        """Who makes a demand, and their words."""
        if plain(name) not in self._demands:
            return t("een andere eis")
        by, text = self._demands[plain(name)]
        return f"{by}: {text}"

    def fund(self, name: str) -> str:
        """The name of a fund."""
        return self._funds[plain(name)]

    def limit(self, limit: Limit) -> str:
        """A rule, as something that can be in the way."""
        if limit.kind == "demand" and plain(limit.id) not in self._demands:
            return t("een eis van een ander")
        if limit.kind not in {"demand", "people"} and plain(limit.id) not in self._funds:
            return t("het geld dat er is") if limit.kind == "money" else t("de regels van een pot")
        match limit.kind:
            case "people":
                return t("de uren van de leesconsulenten")
            case "money":
                return t("het geld van “{fund}”", fund=self.fund(limit.id))
            case "per_school":
                return t("wat “{fund}” per school mag betalen", fund=self.fund(limit.id))
            case "schools":
                return t("de scholen die “{fund}” mag betalen", fund=self.fund(limit.id))
            case "bouwstenen":
                return t("de bouwstenen die “{fund}” mag betalen", fund=self.fund(limit.id))
            case _:
                by, text = self._demands[plain(limit.id)]
                return t("de eis van {by} “{text}”", by=by, text=text)

    def purses(self, cents: Mapping[str, int]) -> str:
        """Which funds need how much: " (Subsidie Tiel € 500)"; empty where none does."""
        known = {name: amount for name, amount in cents.items() if plain(name) in self._funds}
        parts = ", ".join(f"{self.fund(name)} {money(amount)}" for name, amount in known.items())
        return f" ({parts})" if parts else ""

    def question(self, what: str, which: str) -> str:
        """A question that was asked: "school De Wijzer (01AA00)"."""
        match what:
            case "school":
                return t("school {name}", name=self.school(which))
            case "demand":
                return t("eis {name}", name=self.demand(which))
            case "fund":
                return t("pot {name}", name=self.fund(which))
            case "people":
                return t("de leesconsulenten")
            case "softer":
                return t("hoeveel zachter genoeg is bij de eis {name}", name=self.demand(which))
            case "money":
                return t("hoeveel meer geld genoeg is")
            case _:
                return t("de uitwegen uit de knoop")
