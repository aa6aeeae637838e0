"""The addresses of editors, under /o/<organisation>/webinars/."""

from django.urls import path

from doorlezen.web.pages.webinars.editing import (
    captions,
    exchange,
    list_pages,
    preview,
    publishing,
    views,
    webinar_content,
)

app_name = "webinar-editing"
urlpatterns = [
    path("", views.everything, name="list"),
    path("nieuw/", views.new, name="new"),
    path("lijsten/<slug:which>/", list_pages.things, name="things"),
    path("lijsten/<slug:which>/nieuw/", list_pages.new, name="new-thing"),
    path("lijsten/<slug:which>/<slug:slug>/", list_pages.edit, name="thing"),
    path("catalogus/", exchange.exchange, name="exchange"),
    path("catalogus/webinars.json", exchange.as_json, name="export-json"),
    path("catalogus/webinars.xlsx", exchange.as_workbook, name="export-xlsx"),
    path("bewerken/<slug:slug>/", views.about, name="about"),
    path("bewerken/<slug:slug>/onderdelen/", webinar_content.lines, name="lines"),
    path("bewerken/<slug:slug>/opname/", webinar_content.recording, name="recording-form"),
    path("bewerken/<slug:slug>/beeld/", webinar_content.poster, name="poster-form"),
    path("bewerken/<slug:slug>/documenten/", webinar_content.documents, name="documents"),
    path(
        "bewerken/<slug:slug>/documenten/<number:order>/weg/",
        webinar_content.remove_document,
        name="remove-document",
    ),
    path("bewerken/<slug:slug>/ondertitels/", captions.overview, name="captions-list"),
    path("bewerken/<slug:slug>/ondertitels/<slug:language>/", captions.edit, name="captions-edit"),
    path("bewerken/<slug:slug>/ondertitels/<slug:language>/weg/", captions.remove, name="captions-remove"),
    path(
        "bewerken/<slug:slug>/ondertitels/<slug:language>/bestand.<slug:kind>",
        captions.export,
        name="captions-file",
    ),
    path("bewerken/<slug:slug>/publiceren/", publishing.publish, name="publish"),
    path("bewerken/<slug:slug>/concept/", publishing.withdraw, name="withdraw"),
    path("bewerken/<slug:slug>/weg/", publishing.remove, name="remove"),
    path("bewerken/<slug:slug>/versies/", publishing.versions, name="versions"),
    path("bewerken/<slug:slug>/versies/<number:number>/terug/", publishing.restore, name="restore"),
    path("voorbeeld/<slug:slug>/", preview.page, name="preview"),
    path("voorbeeld/<slug:slug>/opname", preview.recording, name="recording"),
    path("voorbeeld/<slug:slug>/ondertitels/<str:language>.vtt", preview.captions, name="captions"),
    path("voorbeeld/<slug:slug>/beeld", preview.poster, name="poster"),
    path("voorbeeld/<slug:slug>/document/<number:order>", preview.document, name="document"),
]
