"""The names of gemeenten, as files name them."""

from collections.abc import Mapping

from doorlezen.register.domain.editions import copy_rows
from doorlezen.register.domain.place_names import as_written
from doorlezen.register.models import Gemeente


def name_gemeenten(names: Mapping[str, str], *, may_rename: bool) -> None:
    """Add gemeenten we do not know yet; only a file that ``may_rename`` changes the name of one we do.

    Kept as people write them, so that no page has a name in capitals.
    """
    names = {code: as_written(name) for code, name in names.items()}
    known = dict(Gemeente.objects.order_by("code").values_list("code", "name"))
    new = [(code, name) for code, name in sorted(names.items()) if code not in known]
    copy_rows(Gemeente, ["code", "name"], new)
    if may_rename:
        for code, name in names.items():
            if known.get(code, name) != name:
                Gemeente.objects.filter(code=code).update(name=name)
