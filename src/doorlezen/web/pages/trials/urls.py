"""Addresses under /proef/, for everybody."""

from django.urls import path

from doorlezen.web.pages.trials import views

app_name = "trials"

urlpatterns = [
    path("", views.begin, name="begin"),
    path("<str:token>/", views.trial, name="trial"),
    path("<str:token>/plan.pdf", views.paper, name="paper"),
    path("<str:token>/bestand.toml", views.file, name="file"),
]
