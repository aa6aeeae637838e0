"""What people want to know beforehand."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy

from doorlezen.meetings.models.meeting import Meeting
from doorlezen.meetings.models.registration import Registration


class Shown(models.TextChoices):
    """Whether others see a question."""

    NEW = "new", gettext_lazy("nog niet bekeken")
    SHOWN = "shown", gettext_lazy("zichtbaar")
    HIDDEN = "hidden", gettext_lazy("verborgen")


class Question(models.Model):
    """A question. After the set time ``asker`` is blank, and ``kept_votes`` holds how many voted."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="questions")
    asker = models.ForeignKey(Registration, null=True, on_delete=models.SET_NULL, related_name="questions")
    text = models.CharField(max_length=500)
    state = models.CharField(max_length=6, choices=Shown.choices, default=Shown.NEW)
    kept_votes = models.PositiveIntegerField(default=0)
    asked_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["id"]

    def __str__(self) -> str:
        return self.text


class Vote(models.Model):
    """Somebody wants to hear the answer too."""

    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="votes")
    voter = models.ForeignKey(Registration, on_delete=models.CASCADE, related_name="votes")

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["question", "voter"], name="one_vote_each"),
        ]

    def __str__(self) -> str:
        return f"{self.question_id} {self.voter_id}"
