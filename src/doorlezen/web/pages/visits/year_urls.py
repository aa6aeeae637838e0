"""Addresses under /o/<organisation>/bezoeken/: the visits on their days."""

from django.urls import path

from doorlezen.web.pages.visits import year_pages

app_name = "visits"

urlpatterns = [
    path("", year_pages.week, name="week"),
    path("school/<slug:code>/", year_pages.school, name="school"),
]
