"""Whether a school is one of many: Django's ``in`` makes a parameter of each, this makes one array."""

from collections.abc import Collection

from django.contrib.postgres.fields import ArrayField
from django.db.models import BooleanField, CharField, F, Func, Q, Value


def one_of(codes: Collection[str]) -> Q:
    """The school has one of these codes; of no codes it has none."""
    array = Value(list(codes), output_field=ArrayField(CharField()))
    return Q(
        Func(F("pk"), array, template="(%(expressions)s)", arg_joiner=") = ANY(", output_field=BooleanField())
    )
