"""Mail about webinars moves to the desk, with the jobs that are to send it."""

from django.db import migrations

MOVE = """
INSERT INTO desk_letter
    (kind, about, round, state, message_id, attempt, attempts, code, sealed, made_at, sent_at)
SELECT 'meetings.' || kind, registration_id,
    round, state, message_id, attempt, attempts, code, '', made_at, sent_at
FROM webinar_registration_letter ORDER BY id;
UPDATE procrastinate_jobs SET task_name = 'desk.send_letter', args = jsonb_build_object('letter', new.id)
FROM webinar_registration_letter AS old JOIN desk_letter AS new USING (message_id)
WHERE task_name = 'webinars.send_letter' AND args = jsonb_build_object('letter', old.id);
"""
BACK = """
INSERT INTO webinar_registration_letter
    (kind, registration_id, round, state, message_id, attempt, attempts, code, made_at, sent_at)
SELECT substr(kind, 10), about, round, state, message_id, attempt, attempts, code, made_at, sent_at
FROM desk_letter WHERE kind LIKE 'meetings.%' ORDER BY id;
UPDATE procrastinate_jobs SET task_name = 'webinars.send_letter', args = jsonb_build_object('letter', old.id)
FROM webinar_registration_letter AS old JOIN desk_letter AS new USING (message_id)
WHERE task_name = 'desk.send_letter' AND args = jsonb_build_object('letter', new.id);
DELETE FROM desk_letter WHERE kind LIKE 'meetings.%';
"""


class Migration(migrations.Migration):
    dependencies = [
        ("webinar_registration", "0003_addresses_are_confirmed"),
        ("desk", "0002_letters"),
        ("procrastinate", "0041_post_retry_failed_job"),
    ]

    operations = [migrations.RunSQL(MOVE, BACK), migrations.DeleteModel("Letter")]
