"""Addresses under /o/<organisation>/plannen/."""

from django.urls import path

from doorlezen.web.pages.plans import views

app_name = "plans"

urlpatterns = [
    path("", views.proposals, name="list"),
    path("nieuw/", views.new, name="new"),
    path("<int:pk>/", views.plan, name="plan"),
    path("<int:pk>/delen/", views.sharing, name="sharing"),
    path("<int:pk>/plan.<slug:kind>", views.download, name="download"),
    path("<int:pk>/bestanden/<slug:which>.json", views.engine_file, name="file"),
    path("<int:pk>/gemeenten/<slug:code>/", views.gemeente, name="gemeente"),
    path("<int:pk>/scholen/", views.schools, name="schools"),
    path("<int:pk>/scholen/<slug:code>/", views.school, name="school"),
    path("<int:pk>/eisen/<int:number>/", views.demand, name="demand"),
]
