"""Addresses under /o/<organisation>/roosters/."""

from django.urls import path

from doorlezen.web.pages.rosters import (
    file_pages,
    fix_pages,
    roster_compare_pages,
    roster_deeds,
    roster_school_pages,
    roster_view,
    roster_workbook,
)

app_name = "rosters"

urlpatterns = [
    path("", roster_view.rosters, name="list"),
    path("maken/", roster_deeds.make_roster, name="make"),
    path("<number:pk>/", roster_view.roster, name="roster"),
    path("<number:pk>/week/<slug:person>/", roster_view.week, name="week"),
    path("<number:pk>/rooster.json", file_pages.roster_file, name="file"),
    path("<number:pk>/roostervraag.json", file_pages.problem_file, name="problem"),
    path("<number:pk>/inlezen/", file_pages.read_file, name="read"),
    path("<number:pk>/vast/", fix_pages.keep, name="keep"),
    path("<number:pk>/vast/<slug:code>/", fix_pages.fix, name="fix"),
    path("<number:pk>/kopie/", fix_pages.copy, name="copy"),
    path("<number:pk>/scholen/", roster_school_pages.roster_schools, name="schools"),
    path("<number:pk>/kaart/", roster_school_pages.roster_map, name="map"),
    path("<number:pk>/rooster.xlsx", roster_workbook.roster_workbook, name="workbook"),
    path("<number:pk>/vergelijk/", roster_compare_pages.compare_roster, name="compare"),
    path("<number:pk>/vergelijk.xlsx", roster_compare_pages.compare_workbook, name="compare-xlsx"),
    path("<number:pk>/<slug:what>/", roster_deeds.decide, name="decide"),
]
