"""Move what somebody typed out of the entries that are there; of notes that are gone it is not kept.

The one time that the trail is changed: what stood in it could not be wiped.
"""

import re
from typing import Any

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

# as they were on this day; domain/audit.py has those of now
CODES = {
    "since", "until", "expires", "colour", "colour_dark", "type", "sha256", "problem", "permissions", "role",
    "kind", "secret", "school", "fields", "school_year", "status", "state",
}  # fmt: skip
MOMENT = re.compile(r"\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)?)?")


def is_typed(field: str, value: Any) -> bool:
    """As in domain/audit.py."""
    if value is None or isinstance(value, bool | int) or field in CODES:
        return False
    return not (isinstance(value, str) and (not value or MOMENT.fullmatch(value)))


def move(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Give each entry with words a row beside it, and the entry the names of those fields."""
    entries = apps.get_model("accounts", "AuditEntry")._base_manager
    words = apps.get_model("accounts", "AuditWords")._base_manager
    gone = set(entries.filter(action="notes.removed").values_list("organisation_id", "key"))
    schema_editor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    schema_editor.execute("ALTER TABLE accounts_auditentry DISABLE TRIGGER audit_no_change")
    for entry in entries.order_by("id").iterator(chunk_size=500):
        names = {*entry.before, *entry.after}
        typed = sorted(
            name
            for name in names
            if is_typed(name, entry.before.get(name)) or is_typed(name, entry.after.get(name))
        )
        if not typed:
            continue
        if entry.kind != "note" or (entry.organisation_id, entry.key) not in gone:
            words.create(entry_id=entry.pk, before=some(entry.before, typed), after=some(entry.after, typed))
        plain = sorted(names.difference(typed))
        entries.filter(pk=entry.pk).update(
            before=some(entry.before, plain), after=some(entry.after, plain), worded=typed
        )
    schema_editor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    schema_editor.execute("ALTER TABLE accounts_auditentry ENABLE TRIGGER audit_no_change")


def some(values: dict[str, Any], names: list[str]) -> dict[str, Any]:
    """The values with these names."""
    return {name: values[name] for name in names if name in values}


class Migration(migrations.Migration):
    dependencies = [("accounts", "0005_audit_words")]

    operations = [migrations.RunPython(move, migrations.RunPython.noop)]
