"""Dossiers behind what happened in a period are found in the index alone."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("insight", "0007_from_when_until_when")]

    operations = [
        migrations.RemoveIndex(model_name="entry", name="entry_counted"),
        migrations.AddIndex(
            model_name="entry",
            index=models.Index(fields=["measure", "at"], include=["cut", "amount", "tally"], name="entry_counted"),
        ),
    ]
