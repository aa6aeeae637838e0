"""Addresses under /o/<organisation>/team/."""

from django.urls import path

from doorlezen.web.pages.team import (
    expertise_pages,
    member_pages,
    parameter_pages,
    roster_pages,
    team_list_pages,
    training_pages,
    views,
)

app_name = "team"

urlpatterns = [
    path("", views.team, name="list"),
    path("nieuw/", member_pages.new, name="new"),
    path("lezen/", team_list_pages.from_list, name="read"),
    path("lezen/lijst.xlsx", team_list_pages.template, name="template"),
    path("deskundigheid/", expertise_pages.expertise_page, name="expertise"),
    path("deskundigheid/<slug:what>/", expertise_pages.say, name="say-expertise"),
    path("deskundigheid/<number:number>/weg/", expertise_pages.ask_no_more, name="ask-no-more"),
    path("opleiding/", training_pages.training, name="training"),
    path("opleiding/nieuw/", training_pages.plan_one, name="plan-course"),
    path("opleiding/scenario/", training_pages.to_scenario, name="training-to-scenario"),
    path("opleiding/<number:number>/weg/", training_pages.unplan, name="unplan-course"),
    path("getallen/", parameter_pages.numbers, name="numbers"),
    path("getallen/<slug:figure>/", parameter_pages.number, name="number"),
    path("rooster/", roster_pages.roster, name="roster"),
    path("rooster/opgave.json", roster_pages.problem_file, name="roster-problem"),
    path("rooster/<slug:code>/", roster_pages.visiting, name="visiting"),
    path("<number:pk>/", views.member, name="member"),
    path("<number:pk>/wijzigen/", member_pages.change, name="change"),
    path("<number:pk>/wissen/", member_pages.shred, name="shred"),
    path("<number:pk>/<slug:what>/", member_pages.add_detail, name="add"),
    path("<number:pk>/<slug:what>/<number:number>/weg/", member_pages.remove_detail, name="remove"),
]
