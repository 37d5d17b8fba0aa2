"""What the national portal published of our agencies."""

from django.db import models


class PublishedScore(models.Model):
    """Điểm đã công bố: an item's points of an agency and period as the national portal published them.

    Never changed: what is published anew is a new row, and the newest is shown. `source` is the file's SHA-256.
    Retention: kept, as evidence.
    """

    agency_code = models.CharField(max_length=35)
    sheet_code = models.CharField(max_length=20)
    item_code = models.CharField(max_length=60)
    first_on = models.DateField()
    last_on = models.DateField()
    numerator = models.BigIntegerField(null=True)
    denominator = models.BigIntegerField(null=True)
    points = models.DecimalField(max_digits=8, decimal_places=3)
    source = models.CharField(max_length=64)
    imported_by = models.CharField(max_length=150)
    imported_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["agency_code", "sheet_code", "item_code", "first_on", "last_on", "source"],
                name="published_once_a_source",
            )
        ]
