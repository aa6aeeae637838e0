"""The database itself refuses to change what a plan says, and to delete one that is more than a draft."""

from django.db import migrations

REFUSE = """
CREATE FUNCTION planning_plan_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        IF OLD.state <> 'draft' THEN
            RAISE EXCEPTION 'a plan that is more than a draft is not deleted'
                USING ERRCODE = 'insufficient_privilege';
        END IF;
        RETURN OLD;
    END IF;
    IF (OLD.organisation_id, OLD.school_year, OLD.number, OLD.content_sha256, OLD.problem_sha256,
        OLD.plan_status, OLD.invented, OLD.made_at)
        IS DISTINCT FROM
       (NEW.organisation_id, NEW.school_year, NEW.number, NEW.content_sha256, NEW.problem_sha256,
        NEW.plan_status, NEW.invented, NEW.made_at)
        OR OLD.problem IS DISTINCT FROM NEW.problem
        OR OLD.sources IS DISTINCT FROM NEW.sources
        OR OLD.plan IS DISTINCT FROM NEW.plan
        OR OLD.state IN ('adopted', 'replaced') AND OLD.title IS DISTINCT FROM NEW.title
    THEN
        RAISE EXCEPTION 'what a plan says never changes' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER plan_is_not_changed
    BEFORE UPDATE OF organisation_id, school_year, number, title, problem, problem_sha256, sources, plan,
        plan_status, content_sha256, invented, made_at
    ON planning_proposal FOR EACH ROW EXECUTE FUNCTION planning_plan_stays();
CREATE TRIGGER plan_is_not_deleted BEFORE DELETE ON planning_proposal
    FOR EACH ROW EXECUTE FUNCTION planning_plan_stays();

CREATE FUNCTION planning_rows_stay() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    touched record := CASE TG_OP WHEN 'INSERT' THEN NEW ELSE OLD END;
    plan_id bigint;
BEGIN
    IF TG_OP = 'UPDATE' THEN
        RAISE EXCEPTION 'what a plan says never changes' USING ERRCODE = 'insufficient_privilege';
    END IF;
    IF TG_TABLE_NAME = 'planning_proposedschool' THEN
        plan_id := touched.proposal_id;
    ELSE
        SELECT proposal_id INTO plan_id FROM planning_proposedschool WHERE id = touched.school_id;
    END IF;
    IF EXISTS (SELECT 1 FROM planning_proposal WHERE id = plan_id AND state <> 'draft') THEN
        RAISE EXCEPTION 'what a plan says never changes' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN touched;
END
$$;
CREATE TRIGGER schools_of_a_plan_stay BEFORE INSERT OR UPDATE OR DELETE ON planning_proposedschool
    FOR EACH ROW EXECUTE FUNCTION planning_rows_stay();
CREATE TRIGGER payments_of_a_plan_stay BEFORE INSERT OR UPDATE OR DELETE ON planning_proposedpayment
    FOR EACH ROW EXECUTE FUNCTION planning_rows_stay();
"""
ALLOW = """
DROP TRIGGER payments_of_a_plan_stay ON planning_proposedpayment;
DROP TRIGGER schools_of_a_plan_stay ON planning_proposedschool;
DROP FUNCTION planning_rows_stay();
DROP TRIGGER plan_is_not_deleted ON planning_proposal;
DROP TRIGGER plan_is_not_changed ON planning_proposal;
DROP FUNCTION planning_plan_stays();
"""


class Migration(migrations.Migration):
    dependencies = [("planning", "0009_states_of_a_plan")]

    operations = [migrations.RunSQL(REFUSE, ALLOW)]
