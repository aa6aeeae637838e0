"""/o/<organisation>/scholen/: the list, its map and files, and the page of each school."""

from django.urls import path

from doorlezen.web.pages.schools import consultants, relations, views

app_name = "schools"
urlpatterns = [
    path("", views.school_list, name="list"),
    path("kaart.json", views.map_points, name="map-points"),
    path("kaart.svg", views.map_drawing, name="map-drawing"),
    path("export.csv", views.export_csv, name="export-csv"),
    path("export.xlsx", views.export_xlsx, name="export-xlsx"),
    path("leesconsulenten/", consultants.consultants, name="consultants"),
    path("<slug:code>/", views.school, name="school"),
    path("<slug:code>/leesconsulent/", consultants.consultant, name="consultant"),
    path("<slug:code>/contacten/nieuw/", relations.new_contact, name="new-contact"),
    path("<slug:code>/contacten/<number:number>/", relations.edit_contact, name="contact"),
    path("<slug:code>/contacten/<number:number>/gegevens.json", relations.contact_data, name="contact-data"),
    path("<slug:code>/contacten/<number:number>/wissen/", relations.shred_contact, name="shred-contact"),
    path("<slug:code>/notities/nieuw/", relations.new_note, name="new-note"),
    path("<slug:code>/notities/<number:number>/", relations.edit_note, name="note"),
    path("<slug:code>/notities/<number:number>/weghalen/", relations.remove_note, name="remove-note"),
]
