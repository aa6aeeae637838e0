"""Addresses under /o/<organisation>/land/."""

from django.urls import path

from doorlezen.web.pages.country import views

app_name = "country"

urlpatterns = [
    path("", views.country, name="country"),
    path("land.csv", views.as_csv_file, name="export-csv"),
    path("land.xlsx", views.as_xlsx_file, name="export-xlsx"),
]
