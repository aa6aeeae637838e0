"""/o/<organisation>/scholen/: the list, its map and files, and the page of each school."""

from django.urls import path

from doorlezen.web.pages.schools import (
    consultants,
    days_list_pages,
    days_pages,
    relations,
    school_year_page,
    views,
)

app_name = "schools"
urlpatterns = [
    path("", views.school_list, name="list"),
    path("kaart.json", views.map_points, name="map-points"),
    path("kaart.svg", views.map_drawing, name="map-drawing"),
    path("export.csv", views.export_csv, name="export-csv"),
    path("export.xlsx", views.export_xlsx, name="export-xlsx"),
    path("leesconsulenten/", consultants.consultants, name="consultants"),
    path("dagen/", days_pages.days, name="days"),
    path("dagen/nieuw/", days_pages.new_for_many, name="new-days-of-many"),
    path("dagen/lezen/", days_list_pages.days_from_list, name="read-days"),
    path("dagen/lezen/lijst.xlsx", days_list_pages.days_template, name="days-template"),
    path("dagen/<number:number>/weg/", days_pages.take_days_away, name="remove-days"),
    path("<slug:code>/", views.school, name="school"),
    path("<slug:code>/jaar/", school_year_page.year_of_school, name="year"),
    path("<slug:code>/jaar/nieuw/", school_year_page.new_days, name="new-days"),
    path("<slug:code>/leesconsulent/", consultants.consultant, name="consultant"),
    path("<slug:code>/contacten/nieuw/", relations.new_contact, name="new-contact"),
    path("<slug:code>/contacten/<number:number>/", relations.edit_contact, name="contact"),
    path("<slug:code>/contacten/<number:number>/gegevens.json", relations.contact_data, name="contact-data"),
    path("<slug:code>/contacten/<number:number>/wissen/", relations.shred_contact, name="shred-contact"),
    path("<slug:code>/notities/nieuw/", relations.new_note, name="new-note"),
    path("<slug:code>/notities/<number:number>/", relations.edit_note, name="note"),
    path("<slug:code>/notities/<number:number>/weghalen/", relations.remove_note, name="remove-note"),
]
