"""Addresses under /o/<organisation>/bezoeken/gedaan/."""

from django.urls import path

from doorlezen.web.pages.visits import done_pages

app_name = "done"

urlpatterns = [
    path("", done_pages.done, name="hours"),
    path("gedaan.xlsx", done_pages.as_workbook, name="workbook"),
]
