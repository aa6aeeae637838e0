"""Addresses under /o/<organisation>/bezoeken/gedaan/."""

from django.urls import path

from doorlezen.web.pages.visits import done_pages, visit_list_pages

app_name = "done"

urlpatterns = [
    path("", done_pages.done, name="hours"),
    path("gedaan.xlsx", done_pages.as_workbook, name="workbook"),
    path("inlezen/", visit_list_pages.from_list, name="read"),
    path("inlezen/lijst.xlsx", visit_list_pages.template, name="template"),
]
