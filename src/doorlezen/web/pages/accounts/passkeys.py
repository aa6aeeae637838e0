"""Taking a passkey away."""

from typing import Any

from allauth.mfa.adapter import get_adapter
from allauth.mfa.webauthn.views import RemoveWebAuthnView
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect


class _Remove(RemoveWebAuthnView):  # type: ignore[misc]
    """As django-allauth, which asks for an app whether it may go, and for a passkey forgets to."""

    def form_valid(self, form: Any) -> HttpResponse:
        adapter = get_adapter()
        if not adapter.can_delete_authenticator(self.get_object()):
            messages.error(self.request, adapter.error_messages["cannot_delete_authenticator"])
            return HttpResponseRedirect(self.get_success_url())
        answer: HttpResponse = super().form_valid(form)
        return answer


_remove = _Remove.as_view()


def remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask whether this passkey must go, and take it away, unless it is the last that a role asks for."""
    answer: HttpResponse = _remove(request, pk=pk)
    return answer
