"""The addresses of the site. Everything of an organisation lives under /o/<organisation>/."""

from django.urls import URLPattern, URLResolver, include, path

from doorlezen.web.operations import well_known
from doorlezen.web.operations.rate_limits import limited
from doorlezen.web.pages import components, field_words, home, moment_links, style
from doorlezen.web.pages.accounts import urls as accounts
from doorlezen.web.pages.meetings import urls as meetings
from doorlezen.web.pages.visits import feed_pages, school_link_pages
from doorlezen.web.pages.webinars import machines

of_an_organisation: list[URLPattern | URLResolver] = [
    path("", home.organisation, name="organisation"),
    path("huisstijl.css", style.house_style, name="house-style"),
    path("logo", style.logo, name="logo"),
    *accounts.of_an_organisation,
    path("scholen/", include("doorlezen.web.pages.schools.urls")),
    path("register/", include("doorlezen.web.pages.register.urls")),
    path("instellingen/", include("doorlezen.web.pages.settings.urls")),
    path("webinars/", include("doorlezen.web.pages.webinars.editing.urls")),
    path("naar/<slug:name>/", moment_links.go, name="target"),
    path("plannen/scenarios/", include("doorlezen.web.pages.scenarios.urls")),
    path("plannen/", include("doorlezen.web.pages.plans.urls")),
    path("team/", include("doorlezen.web.pages.team.urls")),
    path("roosters/", include("doorlezen.web.pages.rosters.urls")),
    path("bezoeken/gedaan/", include("doorlezen.web.pages.visits.done_urls")),
    path("bezoeken/vandaag/", include("doorlezen.web.pages.visits.phone_urls")),
    path("bezoeken/", include("doorlezen.web.pages.visits.year_urls")),
    path("wensen/", include("doorlezen.web.pages.stated.urls")),
    path("land/", include("doorlezen.web.pages.country.urls")),
    path("gemeenten/", include("doorlezen.web.pages.gemeenten.urls")),
    path("aanmeldingen/", include(meetings.for_organisers)),
]

urlpatterns: list[URLPattern | URLResolver] = [
    path("", home.front, name="home"),
    path("proef/", include("doorlezen.web.pages.trials.urls")),
    path("voorkeuren/", style.preferences, name="preferences"),
    path("begrippen/", field_words.field_words, name="terms"),
    path("hulp/", include("doorlezen.web.pages.helping.urls")),
    path("onderdelen/", components.components, name="components"),
    path("", include(accounts.for_everybody(limited))),
    path("webinars/zoeken/", include("doorlezen.web.pages.search.urls")),
    path("webinars/", include(meetings.for_everybody)),
    path("webinars/", include("doorlezen.web.pages.webinars.urls")),
    path("uitleg/<slug:name>/", moment_links.told, name="target-told"),
    path("agenda-adres/<str:key>.ics", feed_pages.feed, name="visit-feed"),
    path("bezoek/<str:key>/", school_link_pages.school_visits, name="school-visits"),
    path("bezoek/<str:key>/<number:number>/", school_link_pages.other_day, name="other-day"),
    path("sitemap.xml", machines.sitemap, name="sitemap"),
    path("robots.txt", well_known.robots_txt, name="robots-txt"),
    path(".well-known/security.txt", well_known.security_txt, name="security-txt"),
    path("o/<slug:organisation>/", include(of_an_organisation)),
]

handler400 = "doorlezen.web.errors.bad_request"
handler403 = "doorlezen.web.errors.refused"
handler404 = "doorlezen.web.errors.not_found"
handler500 = "doorlezen.web.errors.broken"
