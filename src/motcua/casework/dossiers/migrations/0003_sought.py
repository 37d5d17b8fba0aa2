import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

_TRIGGERS = """
ALTER TABLE dossiers_sought SET (parallel_workers = 0);  -- what is looked up is rare; a helper costs more to start

CREATE FUNCTION dossiers_search_keys(
    search_key text, agency_code text, receiving_agency_code text, submitted_at timestamptz
) RETURNS bigint[] LANGUAGE sql STABLE
RETURN search_keys_of(search_key, ARRAY[
    '@' || agency_code, '@' || receiving_agency_code, '#' || to_char(submitted_at AT TIME ZONE 'UTC', 'YYMM')]);

CREATE FUNCTION dossiers_make_sought() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO dossiers_sought (dossier_id, keys)
    SELECT id, dossiers_search_keys(search_key, agency_code, receiving_agency_code, submitted_at) FROM fresh;
    RETURN NULL;
END $$;

CREATE FUNCTION dossiers_change_sought() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE dossiers_sought
    SET keys = dossiers_search_keys(NEW.search_key, NEW.agency_code, NEW.receiving_agency_code, NEW.submitted_at)
    WHERE dossier_id = NEW.id;
    RETURN NULL;
END $$;

CREATE TRIGGER sought_made AFTER INSERT ON dossiers_dossier REFERENCING NEW TABLE AS fresh
FOR EACH STATEMENT EXECUTE FUNCTION dossiers_make_sought();

CREATE TRIGGER sought_changed AFTER UPDATE OF search_key, agency_code, receiving_agency_code, submitted_at
ON dossiers_dossier FOR EACH ROW WHEN (
    (OLD.search_key, OLD.agency_code, OLD.receiving_agency_code, OLD.submitted_at)
    IS DISTINCT FROM (NEW.search_key, NEW.agency_code, NEW.receiving_agency_code, NEW.submitted_at)
) EXECUTE FUNCTION dossiers_change_sought();
"""
_NO_TRIGGERS = """
ALTER TABLE dossiers_sought SET (parallel_workers = 0);  -- what is looked up is rare; a helper costs more to start

DROP TRIGGER sought_changed ON dossiers_dossier;
DROP TRIGGER sought_made ON dossiers_dossier;
DROP FUNCTION dossiers_change_sought();
DROP FUNCTION dossiers_make_sought();
DROP FUNCTION dossiers_search_keys(text, text, text, timestamptz);
"""


class Migration(migrations.Migration):
    """The table of search keys; from its commit on every new dossier is in it."""

    dependencies = [("dossiers", "0002_stops_say_why"), ("search", "0002_search_keys")]
    operations = [
        migrations.CreateModel(
            name="Sought",
            fields=[
                (
                    "dossier",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to="dossiers.dossier",
                    ),
                ),
                (
                    "keys",
                    django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), size=None),
                ),
            ],
        ),
        migrations.RunSQL(_TRIGGERS, _NO_TRIGGERS),
    ]
