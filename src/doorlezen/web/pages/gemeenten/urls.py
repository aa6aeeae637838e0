"""Addresses under /o/<organisation>/gemeenten/."""

from django.urls import path

from doorlezen.web.pages.gemeenten import views

app_name = "gemeenten"

urlpatterns = [
    path("", views.gemeenten, name="list"),
    path("<slug:code>/", views.gemeente, name="gemeente"),
]
