"""The pages that are measured."""

from django.urls import reverse

from bench.web.asking import Page
from bench.web.filling import Filled
from bench.web.urls import EMPTY

EMPTY_PAGE = "empty page of Django"
READ = (
    "organisation",
    "schools",
    "school",
    "plan",
    "plan, one gemeente",
    "scenarios",
    "scenario",
    "scenario, geld",
    "scenario, outcome",
)
"""What people read while others calculate."""


def pages(filled: Filled) -> list[Page]:
    """Each page once, as the director of the library; the list of schools in five ways."""

    def at(name: str, query: str = "", **parts: object) -> str:
        return reverse(name, kwargs={"organisation": filled.library.slug, **parts}) + query

    def everywhere(name: str, query: str = "") -> str:
        return reverse(name, kwargs={"organisation": filled.national.slug}) + query

    return [
        Page(EMPTY_PAGE, EMPTY, who=""),
        Page("front", reverse("home"), who=""),
        Page("login", reverse("account_login"), who=""),
        Page("organisation", at("organisation")),
        Page("schools", at("schools:list")),
        Page("schools, filtered", at("schools:list", f"?gemeente={filled.gemeente}&score=met")),
        Page("schools, searched", at("schools:list", "?zoek=school")),
        Page("schools, sorted", at("schools:list", "?sorteer=-score")),
        Page("schools, last page", at("schools:list", "?pagina=3")),
        Page("school", at("schools:school", code=filled.school)),
        Page("map, data", at("schools:map-points")),
        Page("map, drawing", at("schools:map-drawing")),
        Page("schools, csv", at("schools:export-csv")),
        Page("schools, xlsx", at("schools:export-xlsx")),
        Page("plans", at("plans:list")),
        Page("plan", at("plans:plan", pk=filled.proposal)),
        Page("plan, all schools", at("plans:schools", pk=filled.proposal)),
        Page("plan, one gemeente", at("plans:gemeente", pk=filled.proposal, code=filled.gemeente)),
        Page("plan, one school", at("plans:school", pk=filled.proposal, code=filled.school)),
        Page("plan, beside another", at("plans:compare", pk=filled.proposal)),
        Page("scenarios", at("scenarios:list")),
        Page("scenario", at("scenarios:scenario", pk=filled.scenario)),
        *(
            Page(f"scenario, {part}", at("scenarios:part", pk=filled.scenario, part=part))
            for part in ("gemeenten", "scholen", "geld", "eisen", "aanpak")
        ),
        Page("scenario, outcome", at("scenarios:outcome", pk=filled.scenario)),
        Page("scenario, approach", at("scenarios:approach", pk=filled.scenario)),
        Page("what gemeenten ask", at("stated:list")),
        Page("partners", at("partners:every")),
        Page("gemeenten", at("gemeenten:list")),
        Page("gemeente", at("gemeenten:gemeente", code=filled.gemeente)),
        Page("register", at("register:overview")),
        Page("people", at("people:everybody")),
        Page("audit trail", at("logbook")),
        Page("schools of the country", everywhere("schools:list"), who="reader"),
        Page("schools of the country, last page", everywhere("schools:list", "?pagina=126"), who="reader"),
        Page("schools of the country, searched", everywhere("schools:list", "?zoek=school"), who="reader"),
        Page("map of the country, data", everywhere("schools:map-points"), who="reader"),
        Page("schools of the country, csv", everywhere("schools:export-csv"), who="reader"),
        Page("webinars", reverse("webinars:overview"), who=""),
    ]
