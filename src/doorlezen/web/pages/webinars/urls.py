"""The public addresses of webinars, under /webinars/. They last: an old one leads on to the new one."""

from django.urls import path

from doorlezen.web.pages.webinars import lists, machines, media, meeting

app_name = "webinars"
urlpatterns = [
    path("", lists.overview, name="overview"),
    path("agenda.ics", machines.calendar, name="calendar"),
    path("nieuw.atom", machines.atom, name="atom"),
    path("jaar/<number:year>/", lists.year, name="year"),
    path("thema/<slug:slug>/", lists.theme, name="theme"),
    path("doelgroep/<slug:slug>/", lists.audience, name="audience"),
    path("reeks/<slug:slug>/", lists.series, name="series"),
    path("spreker/<slug:slug>/", lists.speaker, name="speaker"),
    path("organisatie/<slug:slug>/", lists.affiliation, name="affiliation"),
    path("<slug:slug>/", meeting.webinar, name="webinar"),
    path("<slug:slug>/tekst/", meeting.transcript, name="transcript"),
    path("<slug:slug>/opname", media.recording, name="recording"),
    path("<slug:slug>/ondertitels/<str:language>.vtt", media.captions, name="captions"),
    path("<slug:slug>/beeld", media.poster, name="poster"),
    path("<slug:slug>/document/<number:order>", media.document, name="document"),
    path("<slug:slug>/afspraak.ics", machines.appointment, name="appointment"),
    path("<slug:slug>/deelplaatje.png", machines.picture, name="picture"),
]
