"""Addresses under /o/<organisation>/bezoeken/vandaag/: what a phone opens, also without reception."""

from django.urls import path

from doorlezen.web.pages.visits import phone_files, phone_pages, phone_sent

app_name = "phone"

urlpatterns = [
    path("", phone_pages.today_page, name="today"),
    path("gegevens.json", phone_sent.own_data, name="data"),
    path("versturen/", phone_sent.take_in, name="send"),
    path("los.html", phone_files.shell, name="shell"),
    path("wacht.js", phone_files.guard, name="guard"),
    path("app.webmanifest", phone_files.manifest, name="manifest"),
    path("extra/", phone_pages.extra, name="extra"),
    path("<number:pk>/", phone_pages.fill_in, name="fill-in"),
    path("<uuid:told>/wijzigen/", phone_pages.change, name="change"),
    path("<uuid:told>/terugnemen/", phone_pages.withdraw, name="withdraw"),
]
