"""Between which moments a dossier is counted, so that those behind a stock are found without reading all entries."""

from django.db import migrations, models

SPANS = """
UPDATE insight_tally t SET begins_at = lived.begins_at, rests_at = lived.rests_at FROM (
    SELECT tally_id, min(begins_at) AS begins_at, CASE WHEN bool_and(held = 0) THEN max(ends_at) END AS rests_at
    FROM (SELECT e.tally_id, min(e.at) AS begins_at, max(e.at) AS ends_at,
                 CASE WHEN k.fact IN ('waiting', 'waiting_overdue', 'open', 'overdue', 'undated', 'uncollected')
                      THEN sum(e.amount) ELSE 0 END AS held
          FROM insight_entry e JOIN insight_measure k ON k.id = e.measure_id
          GROUP BY e.tally_id, e.measure_id, k.fact) AS each
    GROUP BY tally_id) AS lived
WHERE lived.tally_id = t.id
"""


class Migration(migrations.Migration):
    dependencies = [("insight", "0006_running_totals")]

    operations = [
        migrations.AddField("tally", "begins_at", models.DateTimeField(null=True)),
        migrations.AddField("tally", "rests_at", models.DateTimeField(null=True)),
        migrations.RunSQL(SPANS, migrations.RunSQL.noop),
        migrations.AddIndex("tally", models.Index(fields=["rests_at", "begins_at"], name="tally_at_a_moment")),
    ]
