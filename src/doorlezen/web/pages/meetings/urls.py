"""The addresses of registration: for everybody under /webinars/, for organisers under /o/<organisation>/."""

from django.urls import URLPattern, path

from doorlezen.web.operations.rate_limits import limited
from doorlezen.web.pages.meetings import organiser_files, organiser_results, own_page, registering, running

# an office behind one address can all register, a program that goes through a list of mail addresses cannot
sign_up = limited("webinars.sign-up", times=30, minutes=10)
# a place is held for whoever registers, so nobody fills a meeting by filling in address after address
all_day = limited("webinars.sign-up-day", times=60, minutes=24 * 60)
change = limited("webinars.own-page", times=60, minutes=10)
ask = limited("webinars.ask", times=20, minutes=10)
vote = limited("webinars.vote", times=300, minutes=10)

for_everybody: tuple[list[URLPattern], str] = (
    [
        path("aanmelding/", own_page.own, name="own"),
        path("aanmelding/bevestigen/", change(own_page.confirm), name="confirm"),
        path("aanmelding/wijzig/", change(own_page.change), name="change"),
        path("aanmelding/afmelden/", change(own_page.leave), name="leave"),
        path("aanmelding/vraag/", ask(own_page.ask), name="ask"),
        path("aanmelding/stem/<number:question>/", vote(own_page.vote), name="vote"),
        path("aanmelding/mening/", change(own_page.opinion), name="opinion"),
        path("<slug:slug>/aanmelden/", sign_up(all_day(registering.sign_up)), name="sign-up"),
        path("<slug:slug>/aanmelden/bedankt/", registering.thanks, name="thanks"),
    ],
    "registration",
)

for_organisers: tuple[list[URLPattern], str] = (
    [
        path("", running.every, name="every"),
        path("<slug:slug>/", running.meeting, name="meeting"),
        path("<slug:slug>/instellingen/", running.settings, name="settings"),
        path("<slug:slug>/verzetten/", running.move, name="move"),
        path("<slug:slug>/niet-door/", running.call_off, name="call-off"),
        path("<slug:slug>/opnieuw-mailen/", running.mail_again, name="mail-again"),
        path("<slug:slug>/vragen/", organiser_results.questions, name="questions"),
        path("<slug:slug>/vragen/<number:question>/", organiser_results.judge, name="judge"),
        path("<slug:slug>/wie-er-was/", organiser_results.attendance, name="attendance"),
        path("<slug:slug>/meningen/", organiser_results.opinions, name="opinions"),
        path("<slug:slug>/aanmeldingen.csv", organiser_files.people_csv, name="people-csv"),
        path("<slug:slug>/aanmeldingen.xlsx", organiser_files.people_xlsx, name="people-xlsx"),
        path("<slug:slug>/vragen.csv", organiser_files.questions_csv, name="questions-csv"),
    ],
    "meetings",
)
