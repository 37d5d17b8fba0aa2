from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("dossiers", "0004_found_by_keys")]
    operations = [
        migrations.AddField("dossier", "given_due_at", models.DateTimeField(null=True)),
        migrations.AddField("dossier", "given_at", models.DateTimeField(null=True)),
    ]
