"""Addresses under /o/<organisation>/plannen/."""

from django.urls import path

from doorlezen.web.pages.plans import comparing, decisions, other_scores, verdeelsleutels, views

app_name = "plans"

urlpatterns = [
    path("", views.proposals, name="list"),
    path("nieuw/", views.new, name="new"),
    path("<plan:pk>/", views.plan, name="plan"),
    path("<plan:pk>/vergelijk/", comparing.comparison, name="compare"),
    path("<plan:pk>/vergelijk.xlsx", comparing.workbook, name="compare-xlsx"),
    path("<plan:pk>/andere-scores/", other_scores.other_scores, name="scores"),
    path("<plan:pk>/verdeelsleutels/", verdeelsleutels.verdeelsleutels, name="keys"),
    path("<plan:pk>/doe/<slug:what>/", decisions.decide, name="decide"),
    path("<plan:pk>/vaststellen/", decisions.adopt, name="adopt"),
    path("<plan:pk>/weggooien/", decisions.delete, name="delete"),
    path("<plan:pk>/delen/", decisions.sharing, name="sharing"),
    path("<plan:pk>/plan.<slug:kind>", views.download, name="download"),
    path("<plan:pk>/bestanden/<slug:which>.json", views.engine_file, name="file"),
    path("<plan:pk>/gemeenten/<slug:code>/", views.gemeente, name="gemeente"),
    path("<plan:pk>/gemeenten/<slug:code>/gespreksblad.pdf", views.talk_sheet, name="talk-sheet"),
    path("<plan:pk>/scholen/", views.schools, name="schools"),
    path("<plan:pk>/scholen/<slug:code>/", views.school, name="school"),
    path("<plan:pk>/eisen/<number:number>/", views.demand, name="demand"),
]
