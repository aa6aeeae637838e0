"""The public addresses of webinars, under /webinars/. They last: an old one leads on to the new one."""

from django.urls import path

from doorlezen.web.pages.webinars import archive, machines, media, webinar_page

app_name = "webinars"
urlpatterns = [
    path("", archive.overview, name="overview"),
    path("agenda.ics", machines.calendar, name="calendar"),
    path("nieuw.atom", machines.atom, name="atom"),
    path("jaar/<number:year>/", archive.year, name="year"),
    path("thema/<slug:slug>/", archive.theme, name="theme"),
    path("doelgroep/<slug:slug>/", archive.audience, name="audience"),
    path("reeks/<slug:slug>/", archive.series, name="series"),
    path("spreker/<slug:slug>/", archive.speaker, name="speaker"),
    path("organisatie/<slug:slug>/", archive.affiliation, name="affiliation"),
    path("<slug:slug>/", webinar_page.webinar, name="webinar"),
    path("<slug:slug>/tekst/", webinar_page.transcript, name="transcript"),
    path("<slug:slug>/opname", media.recording, name="recording"),
    path("<slug:slug>/ondertitels/<str:language>.vtt", media.captions, name="captions"),
    path("<slug:slug>/beeld", media.poster, name="poster"),
    path("<slug:slug>/document/<number:order>", media.document, name="document"),
    path("<slug:slug>/afspraak.ics", machines.appointment, name="appointment"),
    path("<slug:slug>/deelplaatje.png", machines.picture, name="picture"),
]
