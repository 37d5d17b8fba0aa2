"""What was published: each version of a set, never changed."""

from django.db import models


class Release(models.Model):
    """Bản phát hành: a set as it was published, with its digest. Retention: kept, others have built on it."""

    set_code = models.CharField(max_length=40)
    number = models.PositiveIntegerField()
    first_month = models.CharField(max_length=7)
    last_month = models.CharField(max_length=7)
    published_at = models.DateTimeField()
    digest = models.CharField(max_length=64)
    rows = models.PositiveIntegerField()
    content = models.TextField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["set_code", "number"], name="release_once")]
        ordering = ["set_code", "-number"]
