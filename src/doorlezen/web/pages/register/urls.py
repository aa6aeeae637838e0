"""/o/<organisation>/register/: what is loaded, and loading more."""

from django.urls import path

from doorlezen.web.pages.register import views

app_name = "register"
urlpatterns = [
    path("", views.overview, name="overview"),
    path("samenwerkingen/laden/", views.own_list, name="load-list"),
    path("samenwerkingen/lijst.xlsx", views.template, name="template"),
    path("open-gegevens/laden/", views.published, name="load-published"),
]
