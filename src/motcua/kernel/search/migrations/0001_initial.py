from django.contrib.postgres.operations import BtreeGistExtension, TrigramExtension
from django.db import migrations


class Migration(migrations.Migration):
    """Trigram indexes for searching; btree_gist for the exclusion constraints of dated rows."""

    initial = True
    dependencies = []
    operations = [TrigramExtension(), BtreeGistExtension()]
