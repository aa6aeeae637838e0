"""How we say that what somebody gave us cannot be used."""


class InputError(Exception):
    """What a person put in cannot be used: ``where`` (file, row, field) it is wrong and ``what`` helps.

    Printed as one line, so neither part may hold a traceback.
    """

    def __init__(self, where: str, what: str) -> None:
        super().__init__(where, what)
        self.where = where
        self.what = what

    def __str__(self) -> str:
        return f"{self.where}: {self.what}"
