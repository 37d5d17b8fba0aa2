"""For which agency a dossier is counted, so that those behind a stock of one agency are found among its own."""

from django.db import migrations, models

AGENCIES = """
UPDATE insight_tally t SET agency_code = (
    SELECT CASE WHEN min(c.agency_code) = max(c.agency_code) THEN min(c.agency_code) ELSE '' END
    FROM insight_entry e JOIN insight_cut c ON c.id = e.cut_id WHERE e.tally_id = t.id)
WHERE t.rests_at IS NULL
"""
# Of those that rest it stays unknown: nobody asks for them but of moments long past, and then they are looked at.

# A sample of very many entries finds most dossiers once and takes them for few (142,000 of ten million).
DISTINCT = "ALTER TABLE insight_entry ALTER COLUMN tally_id SET (n_distinct = -0.05)"


class Migration(migrations.Migration):
    dependencies = [("insight", "0008_counted_of_a_dossier")]

    operations = [
        migrations.AddField(
            "tally", "agency_code", models.CharField(db_default="", default="", max_length=35)
        ),
        migrations.RunSQL(AGENCIES, migrations.RunSQL.noop),
        migrations.RunSQL(DISTINCT, "ALTER TABLE insight_entry ALTER COLUMN tally_id RESET (n_distinct)"),
        migrations.AddIndex("tally", models.Index(fields=["agency_code", "rests_at"], name="tally_of_an_agency")),
    ]
