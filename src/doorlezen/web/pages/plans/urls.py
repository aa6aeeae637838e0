"""Addresses under /o/<organisation>/plannen/."""

from django.urls import path

from doorlezen.web.pages.plans import views

app_name = "plans"

urlpatterns = [
    path("", views.proposals, name="list"),
    path("nieuw/", views.new, name="new"),
    path("<number:pk>/", views.plan, name="plan"),
    path("<number:pk>/delen/", views.sharing, name="sharing"),
    path("<number:pk>/plan.<slug:kind>", views.download, name="download"),
    path("<number:pk>/bestanden/<slug:which>.json", views.engine_file, name="file"),
    path("<number:pk>/gemeenten/<slug:code>/", views.gemeente, name="gemeente"),
    path("<number:pk>/scholen/", views.schools, name="schools"),
    path("<number:pk>/scholen/<slug:code>/", views.school, name="school"),
    path("<number:pk>/eisen/<number:number>/", views.demand, name="demand"),
]
