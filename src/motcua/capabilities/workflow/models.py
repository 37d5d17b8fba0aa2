from django.contrib.postgres.indexes import BrinIndex
from django.db import models
from django.db.models import Q

from motcua.kernel.dating import DatedQuerySet, in_order, never_twice


class ProcessVersion(models.Model):
    """Phiên bản quy trình: one drawing as it was published. Only `valid_to` is ever set later."""

    code = models.CharField(max_length=60)
    number = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=200)
    bpmn = models.TextField()
    digest = models.CharField(max_length=64)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    published_at = models.DateTimeField()
    published_by = models.CharField(max_length=150)

    objects = DatedQuerySet["ProcessVersion"].as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["code", "number"], name="process_number_once"),
            never_twice("process_once_a_day", "code"),
            in_order("process_in_order"),
        ]


class ProcessRun(models.Model):
    """Lượt chạy quy trình: one subject's way through one version. Retention: as its subject.

    `agencies` names other agencies for the steps of a role.
    `state` holds, without empty parts: ``at`` the marking, ``data`` the variables that conditions read, ``who`` the
    doers of steps that later steps go back to.
    """

    version = models.ForeignKey(ProcessVersion, on_delete=models.PROTECT, related_name="+", db_index=False)
    subject = models.CharField(max_length=80)
    agency_code = models.CharField(max_length=35)
    agencies = models.JSONField(default=dict)
    state = models.JSONField(default=dict)
    started_at = models.DateTimeField()
    suspended_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    is_cancelled = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["subject"], condition=Q(ended_at=None), name="run_once_a_subject"),
            models.CheckConstraint(
                condition=Q(is_cancelled=False) | Q(ended_at__isnull=False), name="run_cancelled_is_ended"
            ),
        ]


class Task(models.Model):
    """Công việc: a step of a run on a desk. Retention: as its subject; `username` and `done_by` are officers.

    `username` is empty while anybody with the role may take it. `due_at` follows the step's own allowance.
    """

    run = models.ForeignKey(ProcessRun, on_delete=models.PROTECT, related_name="+", db_index=False)
    key = models.CharField(max_length=80)
    name = models.CharField(max_length=200)
    role = models.CharField(max_length=20)
    unit_code = models.CharField(max_length=20, blank=True)
    username = models.CharField(max_length=150, blank=True)
    agency_code = models.CharField(max_length=35)
    subject = models.CharField(max_length=80)
    offered_at = models.DateTimeField()
    due_at = models.DateTimeField(null=True)
    suspended_at = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True)
    done_by = models.CharField(max_length=150, blank=True)
    outcome = models.CharField(max_length=80, blank=True)
    cancelled_at = models.DateTimeField(null=True)

    OPEN = Q(done_at=None, cancelled_at=None)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["run", "key"], condition=Q(done_at=None, cancelled_at=None), name="task_open_once"
            ),
            models.CheckConstraint(condition=Q(done_at=None) | Q(cancelled_at=None), name="task_done_or_cancelled"),
        ]
        indexes = [
            models.Index(fields=["subject", "id"], name="task_subject"),
            models.Index(
                fields=["agency_code", "role", "due_at"],
                condition=Q(done_at=None, cancelled_at=None, username=""),
                name="task_for_role",
            ),
            models.Index(
                fields=["username", "due_at"],
                condition=Q(done_at=None, cancelled_at=None) & ~Q(username=""),
                name="task_for_user",
            ),
            BrinIndex(fields=["done_at"], pages_per_range=32, autosummarize=True, name="task_done"),
        ]
