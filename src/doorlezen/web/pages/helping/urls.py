"""Addresses under /hulp/, for everybody."""

from django.urls import path

from doorlezen.web.pages.helping import views

app_name = "help"

urlpatterns = [
    path("", views.roles, name="roles"),
    path("<slug:slug>/", views.role, name="role"),
]
