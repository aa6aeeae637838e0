"""What people found of a meeting, with nothing that leads to who said it."""

import uuid
from typing import ClassVar

from django.core.validators import BaseValidator, MaxValueValidator, MinValueValidator
from django.db import models

from doorlezen.meetings.models.meeting import Meeting

_SCALE: list[BaseValidator] = [MinValueValidator(1), MaxValueValidator(4)]


class Opinion(models.Model):
    """The answers of one person who stays unknown: no number that counts on, no time, no link to anybody.

    ``useful`` and ``level``: 1 to 4, see domain/opinions.py; null: not answered.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="opinions")
    useful = models.PositiveSmallIntegerField(null=True, validators=_SCALE)
    level = models.PositiveSmallIntegerField(null=True, validators=_SCALE)
    will_act = models.BooleanField(null=True)
    text = models.CharField(max_length=1000, blank=True)

    class Meta:
        ordering: ClassVar = ["id"]

    def __str__(self) -> str:
        return str(self.pk)
