"""The address of the search page, /webinars/zoeken/."""

from django.urls import path

from doorlezen.web.pages.search import views

app_name = "webinar_search"
urlpatterns = [path("", views.results, name="search")]
