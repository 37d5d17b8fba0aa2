"""For which agency a dossier is counted, so that those behind a stock of one agency are found among its own."""

from django.db import migrations, models

AGENCIES = """
UPDATE insight_tally t SET agency_code = counted.agency_code FROM (
    SELECT e.tally_id, min(c.agency_code) AS agency_code FROM insight_entry e JOIN insight_cut c ON c.id = e.cut_id
    GROUP BY e.tally_id HAVING min(c.agency_code) = max(c.agency_code)) AS counted
WHERE counted.tally_id = t.id
"""


class Migration(migrations.Migration):
    dependencies = [("insight", "0008_counted_of_a_dossier")]

    operations = [
        migrations.AddField(
            "tally", "agency_code", models.CharField(db_default="", default="", max_length=35)
        ),
        migrations.RunSQL(AGENCIES, migrations.RunSQL.noop),
        migrations.AddIndex("tally", models.Index(fields=["agency_code", "rests_at"], name="tally_of_an_agency")),
    ]
