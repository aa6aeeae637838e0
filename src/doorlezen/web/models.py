"""What the site itself keeps for a little while: how often somebody tried something, and unsent forms."""

from typing import ClassVar

from django.db import models


class Attempts(models.Model):
    """How often ``key`` (a hash of what and from where) was tried in the stretch of time until ``until``."""

    key = models.CharField(max_length=80, primary_key=True)
    count = models.PositiveIntegerField()
    until = models.DateTimeField(db_index=True)

    class Meta:
        ordering: ClassVar = ["key"]

    def __str__(self) -> str:
        return f"{self.key}: {self.count}"


class KeptForm(models.Model):
    """What somebody wrote in a form that came in when the login was over: ``sealed``, for an hour.

    ``browser``: the hash of a cookie. ``page``: where the form stands. ``action``: where it goes.
    """

    browser = models.CharField(max_length=64)
    person_id = models.BigIntegerField()
    page = models.CharField(max_length=500)
    action = models.CharField(max_length=500)
    sealed = models.TextField()
    until = models.DateTimeField(db_index=True)

    class Meta:
        ordering: ClassVar = ["-until", "-id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["browser", "action"], name="a_form_is_kept_once"),
        ]

    def __str__(self) -> str:
        return f"{self.action} {self.until:%Y-%m-%d %H:%M}"
