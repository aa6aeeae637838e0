"""The addresses of the settings."""

from django.urls import path

from doorlezen.web.pages.settings import views

urlpatterns = [
    path("", views.look, name="settings"),
    path("logo/", views.logo, name="settings-logo"),
    path("logo/weg/", views.no_logo, name="settings-no-logo"),
    path("inloggen/", views.login, name="settings-login"),
    path("inloggen/uit/", views.no_login, name="settings-no-login"),
]
