"""Contacts at a school and notes about it: write, change, take away."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.forms import BaseForm
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from doorlezen.accounts.actor import Actor
from doorlezen.accounts.domain.visible import Visible
from doorlezen.language import InputError, t
from doorlezen.register.models import Listing
from doorlezen.relations.domain import contacts, notes, queries
from doorlezen.relations.models import Contact, Note
from doorlezen.web.here import actor_of, needs, to
from doorlezen.web.pages.schools.forms import ContactForm, NoteForm
from doorlezen.web.pages.schools.school import school_for
from doorlezen.web.refusing import refuse

_get_or_post = require_http_methods(["GET", "HEAD", "POST"])


@_get_or_post
@needs("contacts.write")
def new_contact(request: HttpRequest, code: str) -> HttpResponse:
    """Add somebody at a school."""
    actor, school = _at(request, code)
    term = contacts.default_term(timezone.localdate())
    form = ContactForm(request.POST or None, initial={"keep_until": term})
    if form.is_valid() and _done(
        form, lambda: contacts.add_contact(actor, school=school.school, **form.cleaned_data)
    ):
        return _back(request, school, t("Het contact is toegevoegd."))
    return _page(request, school, form, t("Contact toevoegen"), t("Voeg toe"))


@_get_or_post
@needs("contacts.write")
def edit_contact(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Change what is kept of somebody."""
    actor, school = _at(request, code)
    contact = _contact(actor, school, number)
    # the form gets a copy: what it fills in is written by the domain alone
    form = ContactForm(request.POST or None, instance=Contact.objects.get(pk=contact.pk))
    if form.is_valid() and _done(
        form, lambda: contacts.change_contact(actor, contact=contact, **form.cleaned_data)
    ):
        return _back(request, school, t("Het contact is gewijzigd."))
    return _page(request, school, form, t("Contact wijzigen"), t("Leg vast"), contact=contact)


@require_GET
@needs("contacts.see")
def contact_data(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Everything that is kept of a contact, to give to that person."""
    actor, school = _at(request, code)
    name = t("contact-{number}.json", number=number)
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "private, no-store"}
    return JsonResponse(queries.as_data(_contact(actor, school, number)), headers=headers)


@_get_or_post
@needs("contacts.write")
def shred_contact(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Ask whether a contact may go, with what is kept to download first; then delete it for good."""
    actor, school = _at(request, code)
    contact = _contact(actor, school, number)
    if request.method == "POST":
        contacts.shred_contact(actor, contact=contact)
        return _back(request, school, t("Het contact is gewist."))
    return render(request, "schools/shred_contact.html", {"school": school, "contact": contact})


@_get_or_post
@needs("notes.write")
def new_note(request: HttpRequest, code: str) -> HttpResponse:
    """Write something down about a school."""
    actor, school = _at(request, code)
    form = NoteForm(request.POST or None)
    if form.is_valid() and _done(
        form, lambda: notes.add_note(actor, school=school.school, **form.cleaned_data)
    ):
        return _back(request, school, t("De notitie staat erbij."))
    return _page(request, school, form, t("Notitie schrijven"), t("Schrijf op"))


@_get_or_post
@needs("notes.write")
def edit_note(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Say a note otherwise."""
    actor, school = _at(request, code)
    note = _note(actor, school, number)
    form = NoteForm(request.POST or None, instance=Note.objects.get(pk=note.pk))
    if form.is_valid() and _done(form, lambda: notes.edit_note(actor, note=note, **form.cleaned_data)):
        return _back(request, school, t("De notitie is gewijzigd."))
    return _page(request, school, form, t("Notitie wijzigen"), t("Leg vast"), note=note)


@_get_or_post
@needs("notes.write")
def remove_note(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Ask whether a note may go; then take it away."""
    actor, school = _at(request, code)
    note = _note(actor, school, number)
    if request.method == "POST":
        notes.remove_note(actor, note=note)
        return _back(request, school, t("De notitie is weg."))
    return render(request, "schools/remove_note.html", {"school": school, "note": note})


def _at(request: HttpRequest, code: str) -> tuple[Actor, Listing]:
    actor = actor_of(request)
    return actor, school_for(Visible(actor), code)


def _contact(actor: Actor, school: Listing, number: int) -> Contact:
    found = queries.contact(actor, school.pk, number, on=timezone.localdate())
    if found is None:
        raise Http404
    return found


def _note(actor: Actor, school: Listing, number: int) -> Note:
    found = queries.note(actor, school.pk, number)
    if found is None:
        raise Http404
    return found


def _done(form: BaseForm, write: Callable[[], object]) -> bool:
    """Carry it out; what the domain refuses is said in the form."""
    try:
        write()
    except InputError as refused:
        refuse(form, refused)
        return False
    return True


def _back(request: HttpRequest, school: Listing, told: str) -> HttpResponse:
    messages.success(request, told)
    return to(request, "schools:school", code=school.pk)


def _page(
    request: HttpRequest, school: Listing, form: BaseForm, title: str, button: str, **more: Any
) -> HttpResponse:
    context = {"school": school, "form": form, "title": title, "button": button, **more}
    return render(request, "schools/write.html", context, status=422 if form.errors else 200)
