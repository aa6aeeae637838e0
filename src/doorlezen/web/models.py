"""What the site itself keeps: how often somebody tried something, for a little while."""

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
