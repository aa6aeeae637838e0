"""Addresses under /o/<organisation>/plannen/scenarios/."""

from django.urls import path

from doorlezen.web.pages.scenarios import approach_views, calculation_views, views, what_if_views

app_name = "scenarios"

urlpatterns = [
    path("", views.every, name="list"),
    path("nieuw/", views.new, name="new"),
    path("inlezen/", views.take_in, name="take-in"),
    path("<number:pk>/", views.scenario, name="scenario"),
    path("<number:pk>/bestand.toml", views.export, name="export"),
    path("<number:pk>/uren-inlezen/", views.hours, name="hours"),
    path("<number:pk>/uren.xlsx", views.hours_template, name="hours-template"),
    path("<number:pk>/doe/<slug:what>/", views.settle, name="settle"),
    path("<number:pk>/uitkomst/", calculation_views.outcome, name="outcome"),
    path("<number:pk>/vergelijk-aanpak/", approach_views.approach, name="approach"),
    path("<number:pk>/en-als/", what_if_views.and_if, name="what-if"),
    path("<number:pk>/<slug:part>/", views.part, name="part"),
]
