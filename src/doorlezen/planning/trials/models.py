"""What a visitor tries: a library file of assumptions, for a day, under an address that nobody guesses."""

from typing import ClassVar

from django.db import models


class Trial(models.Model):
    """``token``: in its address; who has that sees it. ``text``: the library file. Nothing of the visitor is
    kept. ``calculation``: of what the file says now; None where it was not asked for yet."""

    token = models.CharField(max_length=43, unique=True)
    text = models.TextField()
    calculation = models.ForeignKey(
        "planning.Calculation", null=True, on_delete=models.SET_NULL, related_name="+"
    )
    sources = models.BinaryField(default=bytes)
    made_at = models.DateTimeField(db_index=True)

    class Meta:
        ordering: ClassVar = ["-made_at", "-id"]

    def __str__(self) -> str:
        return f"{self.made_at:%Y-%m-%d %H:%M}"
