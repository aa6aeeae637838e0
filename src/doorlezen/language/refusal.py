"""How we say that what somebody gave us cannot be used."""


class InputError(Exception):
    """What a person put in cannot be used: ``where`` (file, row) it is wrong and ``what`` helps.

    ``field``: the name of the field to fill in, or fill in differently; empty where there is none. What that
    field is called, each face says itself: the command an option (`cli/asked.py`), a page the label in its
    form. Printed as one line, so no part may hold a traceback.
    """

    def __init__(self, where: str, what: str, *, field: str = "") -> None:
        super().__init__(where, what)
        self.where = where
        self.what = what
        self.field = field

    def __str__(self) -> str:
        return f"{self.where}: {self.what}" if self.where else self.what


class FieldError(InputError):
    """What stands in one field cannot be used, and ``what`` helps; nothing but the field says where."""

    def __init__(self, field: str, what: str) -> None:
        super().__init__("", what, field=field)
        self.args = (field, what)  # so that it comes out of another process as it was
