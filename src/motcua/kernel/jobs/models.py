from django.db import models


class JobTurn(models.Model):
    """Lượt việc định kỳ: when a scheduled job runs next, and how its last turn ended. Retention: one row a job."""

    name = models.CharField(max_length=120, unique=True)
    next_at = models.DateTimeField()
    last_started_at = models.DateTimeField(null=True)
    last_ended_at = models.DateTimeField(null=True)
    last_error = models.TextField(blank=True)
