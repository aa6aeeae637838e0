"""Addresses under /o/<organisation>/bezoeken/: the visits on their days."""

from django.urls import path

from doorlezen.web.pages.visits import (
    change_log_page,
    feed_pages,
    own_school_page,
    repair_pages,
    school_link_pages,
    team_year_page,
    visit_pages,
    year_pages,
    year_plan_page,
)

app_name = "visits"

urlpatterns = [
    path("", year_pages.week, name="week"),
    path("school/<slug:code>/", year_pages.school, name="school"),
    path("school/<slug:code>/jaarplan.pdf", year_plan_page.year_plan, name="year-plan"),
    path("team/", team_year_page.team, name="team"),
    path("team/team.xlsx", team_year_page.workbook, name="team-workbook"),
    path("school/<slug:code>/vragen/", school_link_pages.ask, name="ask-school"),
    path("vragen/", school_link_pages.questions, name="questions"),
    path("vragen/<number:number>/<slug:what>/", school_link_pages.answer, name="answer"),
    path("op-school/", own_school_page.own_school, name="own-school"),
    path("herstel/", repair_pages.repair, name="repair"),
    path("veranderd/", change_log_page.changes, name="changes"),
    path("agenda/", feed_pages.feeds, name="feeds"),
    path("agenda/<number:number>/intrekken/", feed_pages.end, name="end-feed"),
    path("<number:number>/", visit_pages.visit, name="visit"),
    path("<number:number>/veranderen/", visit_pages.move, name="move"),
    path("<number:number>/vervallen/", visit_pages.cancel, name="cancel"),
]
