from django.db import migrations

_SQL = """
CREATE OR REPLACE FUNCTION dossiers_search_keys(
    search_key text, agency_code text, receiving_agency_code text, submitted_at timestamptz
) RETURNS bigint[] LANGUAGE sql STABLE
RETURN search_keys_of(
    search_key,
    CASE WHEN agency_code = receiving_agency_code THEN ARRAY['@' || agency_code]
         ELSE ARRAY['@' || agency_code, '@' || receiving_agency_code] END
    || ('#' || to_char(submitted_at AT TIME ZONE 'UTC', 'YYMM'))
);
"""


class Migration(migrations.Migration):
    """Most dossiers are handled where they were taken in: one scope instead of the same twice."""

    dependencies = [("dossiers", "0004_found_by_keys"), ("search", "0003_faster_keys")]
    operations = [migrations.RunSQL(_SQL, migrations.RunSQL.noop)]
