"""The addresses of the site. Everything of an organisation lives under /o/<organisation>/."""

from django.urls import URLPattern, URLResolver, include, path

from doorlezen.web.pages import home

of_an_organisation: list[URLPattern | URLResolver] = [
    path("", home.organisation, name="organisation"),
]

urlpatterns: list[URLPattern | URLResolver] = [
    path("", home.front, name="home"),
    path("account/", include("allauth.urls")),
    path("o/<slug:organisation>/", include(of_an_organisation)),
]
