from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("dossiers", "0005_fewer_scopes")]
    operations = [
        migrations.AddField("dossier", "given_due_at", models.DateTimeField(null=True)),
        migrations.AddField("dossier", "given_at", models.DateTimeField(null=True)),
    ]
