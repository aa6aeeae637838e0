"""The search index. Everything here follows from the catalogue: it may be thrown away and made again."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.utils.translation import gettext_lazy

from doorlezen.webinars.models import Document, Webinar

ALL = ""
"""Under this stem stands how many passages there are."""


class SpokenAs(models.TextChoices):
    """Where the words of a passage stand."""

    ABOUT = "about", gettext_lazy("over het webinar")
    TRANSCRIPT = "transcript", gettext_lazy("gezegd")
    DOCUMENT = "document", gettext_lazy("document")


class Passage(models.Model):
    """Some sixty words that belong together, and the seconds of the recording between which they are said.

    ``vector``: the stems; label A where the word itself stands there, D where it is a part of a compound.
    """

    webinar = models.ForeignKey(Webinar, on_delete=models.CASCADE, related_name="+", db_index=False)
    document = models.ForeignKey(Document, null=True, on_delete=models.CASCADE, related_name="+")
    source = models.CharField(max_length=10, choices=SpokenAs.choices)
    start = models.PositiveIntegerField(null=True)
    end = models.PositiveIntegerField(null=True)
    speaker = models.CharField(max_length=120, blank=True)
    text = models.TextField()
    vector = SearchVectorField()

    class Meta:
        ordering: ClassVar = ["webinar_id", "source", "start", "id"]
        indexes: ClassVar = [
            models.Index(fields=["webinar", "start"], name="passages_of_webinar"),
            # a passage is short and written once: no list of pending entries that a search must walk through
            GinIndex(fields=["vector"], fastupdate=False, name="passage_words"),
        ]


class Word(models.Model):
    """A word as written somewhere, its stem in the Dutch dictionary of PostgreSQL, and its parts' stems.

    A stop word has an empty stem. ``slips``: how it sounds, and that with any one letter left out; two words
    that share one of these are near each other, so that a slip of the pen is found by an index.
    A word may stand here twice for a while, when two transactions learned it at once.
    """

    word = models.CharField(max_length=60, db_index=True)
    stem = models.CharField(max_length=60, db_index=True)
    parts = ArrayField(models.CharField(max_length=60), default=list)
    slips = ArrayField(models.CharField(max_length=60), default=list)

    class Meta:
        ordering: ClassVar = ["word"]
        indexes: ClassVar = [GinIndex(fields=["slips"], fastupdate=False, name="word_slips")]


class Spoken(models.Model):
    """The words of a webinar as written, each once: what tells whether a word stands in anything public."""

    webinar = models.OneToOneField(Webinar, on_delete=models.CASCADE, related_name="+", primary_key=True)
    words = ArrayField(models.CharField(max_length=60))

    class Meta:
        ordering: ClassVar = ["webinar_id"]
        indexes: ClassVar = [GinIndex(fields=["words"], fastupdate=False, name="webinars_with_word")]


class Stem(models.Model):
    """In how many passages a stem occurs: what is rare says more.

    The count is the sum over the stem's rows, drafts too: who searches is told it without those of webinars
    that are not public (`counting`). Each change adds a row, so that nobody waits for a count.
    """

    stem = models.CharField(max_length=60)
    passages = models.IntegerField()

    class Meta:
        ordering: ClassVar = ["stem", "id"]
        indexes: ClassVar = [models.Index(fields=["stem"], include=["passages"], name="passages_with_stem")]


class Posting(models.Model):
    """How much a webinar is about a stem: between 0 and 1, however often, in ``passages`` of its passages.

    Under `ALL` stands how many passages the webinar has.
    """

    webinar = models.ForeignKey(Webinar, on_delete=models.CASCADE, related_name="+")
    stem = models.CharField(max_length=60)
    impact = models.FloatField()
    passages = models.PositiveIntegerField()

    class Meta:
        ordering: ClassVar = ["stem", "webinar_id"]
        indexes: ClassVar = [
            models.Index(fields=["stem"], include=["webinar", "impact"], name="webinars_of_stem"),
        ]
