from django.db import migrations

# Questions out of conversations become inquiries, as those about complaints are.
COPY = """
    INSERT INTO customerservice_inquiry (
           subject_type, subject_id, subject_label, store_id, department, question, asked_by_id, asked_at, due_at, state, answer_text,
           answered_by_id, answered_at)
    SELECT 'customerservice.conversation', talk.id, talk.number, talk.store_id, row.department, row.question, row.asked_by_id, row.asked_at,
           row.due_at, CASE WHEN row.answered_at IS NULL THEN 'asked' ELSE 'answered' END, row.answer, row.answered_by_id, row.answered_at
      FROM customerservice_insidequestion AS row JOIN customerservice_conversation AS talk ON talk.id = row.conversation_id
     ORDER BY row.id
"""
# Reactions moved into packages: what waits to be delivered follows them. The notice of an answer out of a conversation named a row of the
# table that goes; the answer itself stands in the thread.
MOVED = """
    DELETE FROM core_delivery WHERE done_at IS NULL AND reaction = 'customerservice.conversation_reactions.tell_agent';
    UPDATE core_delivery
       SET reaction = regexp_replace(reaction, '^customerservice[.](aftersale|complaint|conversation)_reactions[.]',
                                     'customerservice.\\1s.reactions.')
     WHERE done_at IS NULL AND reaction LIKE 'customerservice.%_reactions.%';
"""


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0001_initial"),
        ("customerservice", "0006_help"),
    ]

    operations = [
        migrations.RunSQL(COPY, migrations.RunSQL.noop),
        migrations.DeleteModel("InsideQuestion"),
        migrations.RunSQL(MOVED, migrations.RunSQL.noop),
    ]
