from django.contrib.postgres.operations import AddIndexConcurrently, RemoveIndexConcurrently
from django.db import migrations, models

_LANES = [(0, "Giao ngay"), (1, "Giao sau")]


class Migration(migrations.Migration):
    """Columns with a default of the database cost no rewriting; the index is built while the relay works."""

    atomic = False
    dependencies = [("events", "0001_initial")]
    operations = [
        migrations.AddField("eventrecord", "lane", models.SmallIntegerField(choices=_LANES, db_default=0, default=0)),
        migrations.AddField("delivery", "lane", models.SmallIntegerField(choices=_LANES, db_default=0, default=0)),
        AddIndexConcurrently(
            "delivery",
            models.Index(
                condition=models.Q(("state", "waiting")), fields=["lane", "next_at", "id"], name="delivery_due"
            ),
        ),
        RemoveIndexConcurrently("delivery", "delivery_waiting"),
    ]
