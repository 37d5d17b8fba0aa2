from django.db import models


class Sent(models.Model):
    """Lần gửi: under which key somebody sent which content, as a digest, and what it made. Retention: 90 days."""

    username = models.CharField(max_length=150)
    key = models.CharField(max_length=100)
    digest = models.CharField(max_length=64)
    outcome = models.CharField(max_length=300, blank=True)
    """What finds again the thing that was made; the action that made it knows how to read it."""
    at = models.DateTimeField(db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["username", "key"], name="sent_key_once")]
