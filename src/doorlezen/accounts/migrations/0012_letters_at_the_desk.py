"""Mail about logins moves to the desk, with the jobs that are to send it; words are sealed in one piece."""

import json

from django.db import migrations

from doorlezen.desk.seal import seal, unseal

MOVE = """
INSERT INTO desk_letter
    (kind, about, round, state, message_id, attempt, attempts, code, sealed, made_at, sent_at)
SELECT CASE WHEN invitation.id IS NULL THEN 'accounts.login' ELSE 'accounts.invitation' END,
    invitation.id, COALESCE(times_sent, 0), state, message_id, attempt, attempts, code, '', made_at, sent_at
FROM accounts_accountletter AS letter LEFT JOIN accounts_invitation AS invitation ON letter_id = letter.id
ORDER BY letter.id;
UPDATE procrastinate_jobs SET task_name = 'desk.send_letter', args = jsonb_build_object('letter', new.id)
FROM accounts_accountletter AS old JOIN desk_letter AS new USING (message_id)
WHERE task_name = 'accounts.send_mail' AND args = jsonb_build_object('letter', old.id);
"""
BACK = """
INSERT INTO accounts_accountletter
    (state, message_id, attempt, attempts, code, made_at, sent_at, sealed_to, sealed_subject, sealed_text)
SELECT state, message_id, attempt, attempts, code, made_at, sent_at, '', '', ''
FROM desk_letter WHERE kind LIKE 'accounts.%' ORDER BY id;
UPDATE procrastinate_jobs SET task_name = 'accounts.send_mail', args = jsonb_build_object('letter', old.id)
FROM accounts_accountletter AS old JOIN desk_letter AS new USING (message_id)
WHERE task_name = 'desk.send_letter' AND args = jsonb_build_object('letter', new.id);
UPDATE accounts_invitation SET letter_id = old.id
FROM accounts_accountletter AS old JOIN desk_letter AS new USING (message_id)
WHERE new.about = accounts_invitation.id AND new.round = times_sent AND new.kind = 'accounts.invitation';
"""
WORDS = ("sealed_to", "sealed_subject", "sealed_text")


def move(apps, editor):
    """The rows and their jobs; then the words of what has not left yet."""
    editor.execute(MOVE, params=None)
    letters = apps.get_model("desk", "Letter").objects
    for old in apps.get_model("accounts", "AccountLetter").objects.exclude(sealed_to="").order_by("id"):
        words = json.dumps([unseal(getattr(old, field)) for field in WORDS])
        letters.filter(message_id=old.message_id).update(sealed=seal(words))


def back(apps, editor):
    """The other way round; and the letters leave the desk."""
    editor.execute(BACK, params=None)
    olds = apps.get_model("accounts", "AccountLetter").objects
    letters = apps.get_model("desk", "Letter").objects.filter(kind__startswith="accounts.")
    for letter in letters.exclude(sealed="").order_by("id"):
        words = map(seal, json.loads(unseal(letter.sealed)))
        olds.filter(message_id=letter.message_id).update(**dict(zip(WORDS, words, strict=True)))
    letters.all().delete()


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0011_events_at_the_desk"),
        ("desk", "0002_letters"),
        ("procrastinate", "0041_post_retry_failed_job"),
    ]

    operations = [
        migrations.RunPython(move, back),
        migrations.RemoveField("invitation", "letter"),
        migrations.DeleteModel("AccountLetter"),
    ]
