from django.db import models


class StoredFile(models.Model):
    """Tệp: a name given to a content. Retention: as the record that refers to it."""

    id = models.BigAutoField(primary_key=True)
    sha256 = models.CharField(max_length=64, db_index=True)
    name = models.CharField(max_length=200)
    media_type = models.CharField(max_length=100)
    size = models.BigIntegerField()
    stored_at = models.DateTimeField()
