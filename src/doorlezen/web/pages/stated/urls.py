"""Addresses under /o/<organisation>/wensen/."""

from django.urls import path

from doorlezen.web.pages.stated import views

app_name = "stated"

urlpatterns = [
    path("", views.every, name="list"),
    path("nieuw/", views.new, name="new"),
    path("<number:pk>/", views.stated, name="stated"),
    path("<number:pk>/doe/<slug:what>/", views.settle, name="settle"),
]
