from django.db import models


class ReadTrace(models.Model):
    """Vết đọc: who read whose data, when and why. Retention: 5 years, then removed by job."""

    username = models.CharField(max_length=150)
    subject = models.CharField(max_length=80)
    page = models.CharField(max_length=80)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["subject", "at"]), models.Index(fields=["username", "at"])]
