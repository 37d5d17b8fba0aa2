import django.contrib.postgres.indexes
from django.contrib.postgres.operations import AddIndexConcurrently, RemoveIndexConcurrently
from django.db import migrations, models

_BATCH = 10_000
_FILL = """
INSERT INTO dossiers_sought (dossier_id, keys)
SELECT id, dossiers_search_keys(search_key, agency_code, receiving_agency_code, submitted_at)
FROM dossiers_dossier WHERE id >= %s AND id < %s ON CONFLICT DO NOTHING
"""
_OPEN = models.Q(("state__in", ["not_accepted", "resolved", "returned", "stopped", "withdrawn"]), _negated=True)
_NEW = [
    models.Index(fields=["agency_code", "due_at", "id"], condition=_OPEN, name="dossier_open_at_agency"),
    models.Index(fields=["receiving_agency_code", "due_at", "id"], condition=_OPEN, name="dossier_open_at_counter"),
    models.Index(fields=["agency_code", "state", "-submitted_at"], name="dossiers_do_agency__439941_idx"),
    models.Index(fields=["receiving_agency_code", "state", "-submitted_at"], name="dossiers_do_receivi_b65b55_idx"),
]
_OLD = ["dossier_search", "dossiers_do_agency__e28b54_idx", "dossiers_do_receivi_c6c609_idx"]


def fill(_apps, schema_editor):
    """The keys of dossiers that were there before, a batch a transaction: nobody waits, and it may be repeated."""
    with schema_editor.connection.cursor() as cursor:
        cursor.execute("SELECT coalesce(min(id), 0), coalesce(max(id), -1) FROM dossiers_dossier")
        first, last = cursor.fetchone()
        for start in range(first, last + 1, _BATCH):
            cursor.execute(_FILL, [start, start + _BATCH])


class Migration(migrations.Migration):
    """Indexes are built and dropped while people work."""

    atomic = False
    dependencies = [("dossiers", "0003_sought")]
    operations = [
        migrations.RunPython(fill, migrations.RunPython.noop),
        AddIndexConcurrently("sought", django.contrib.postgres.indexes.GinIndex(fields=["keys"], name="sought_keys")),
        *(AddIndexConcurrently("dossier", index) for index in _NEW),
        *(RemoveIndexConcurrently("dossier", name) for name in _OLD),
        migrations.RunSQL("ANALYZE dossiers_sought", migrations.RunSQL.noop),
    ]
