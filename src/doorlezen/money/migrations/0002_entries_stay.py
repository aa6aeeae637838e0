"""The database itself refuses to change, delete or empty the entries of a purse."""

from django.db import migrations

REFUSE = """
CREATE FUNCTION money_entry_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the entries of a purse are append-only: % refused', TG_OP
        USING ERRCODE = 'insufficient_privilege';
END
$$;
CREATE TRIGGER purse_entry_no_change BEFORE UPDATE OR DELETE ON money_purseentry
    FOR EACH ROW EXECUTE FUNCTION money_entry_refuse();
CREATE TRIGGER purse_entry_no_emptying BEFORE TRUNCATE ON money_purseentry
    FOR EACH STATEMENT EXECUTE FUNCTION money_entry_refuse();
"""
ALLOW = """
DROP TRIGGER purse_entry_no_emptying ON money_purseentry;
DROP TRIGGER purse_entry_no_change ON money_purseentry;
DROP FUNCTION money_entry_refuse();
"""


class Migration(migrations.Migration):
    dependencies = [("money", "0001_purses_and_their_ledger")]

    operations = [migrations.RunSQL(REFUSE, ALLOW)]
