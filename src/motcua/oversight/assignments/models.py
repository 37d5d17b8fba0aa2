"""Tasks of reform plans, what happened to them, and the documents they come from."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from motcua.kernel.texts.labelled import Labelled
from motcua.kernel.texts.mark import mark
from motcua.oversight.assignments.rules.life import Move, State
from motcua.oversight.assignments.rules.rounds import Periodicity


class Priority(Labelled):
    """What is to be seen first."""

    HIGH = "high", mark("Trọng tâm")
    NORMAL = "normal", mark("Thường xuyên")


class SteeringDocument(models.Model):
    """Văn bản chỉ đạo: what an agency issued to steer reform, from which tasks come. Never removed.

    Retention: as the official documents it registers.
    """

    agency_code = models.CharField(max_length=35)
    number = models.CharField(max_length=60)
    issued_on = models.DateField()
    issuer = models.CharField(max_length=200)
    abstract = models.CharField(max_length=1000)
    file = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, related_name="+", null=True)
    entered_by = models.CharField(max_length=150)
    entered_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["agency_code", "number", "issued_on"], name="steering_once")
        ]
        ordering: ClassVar = ["-issued_on", "-id"]

    def get_absolute_url(self) -> str:
        return reverse("assignments:document", args=[self.pk])


class Assignment(models.Model):
    """Nhiệm vụ: a task of a plan with its one lead. Whether it is late is derived (`rules.standing`), never kept.

    `agency_code` gave it (the plan's agency); `due_on` is the deadline of the round that runs, `ends_on` of the whole.
    Retention: as the plan and the reports made of it, in the archive.
    """

    code = models.CharField(max_length=60, unique=True)
    plan_code = models.CharField(max_length=50)
    number = models.IntegerField()
    item_label = models.CharField(max_length=20)
    agency_code = models.CharField(max_length=35)
    area = models.CharField(max_length=1)
    content = models.TextField()
    content_key = models.CharField(max_length=64)
    product = models.CharField(max_length=500)
    lead_code = models.CharField(max_length=35)
    supervisor_code = models.CharField(max_length=35)
    co_codes = ArrayField(models.CharField(max_length=35), default=list)
    periodicity = models.CharField(max_length=12, choices=Periodicity.choices())
    starts_on = models.DateField()
    ends_on = models.DateField()
    due_on = models.DateField()
    round_number = models.SmallIntegerField(default=1)
    priority = models.CharField(max_length=6, choices=Priority.choices(), default=Priority.NORMAL)
    target_code = models.CharField(max_length=60)
    par_codes = ArrayField(models.CharField(max_length=20), default=list)
    implements_code = models.CharField(max_length=60)
    funding = models.CharField(max_length=200)
    document = models.ForeignKey(SteeringDocument, on_delete=models.PROTECT, related_name="assignments", null=True)
    state = models.CharField(max_length=12, choices=State.choices())
    created_by = models.CharField(max_length=150)
    created_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["plan_code", "number"], name="assignment_numbered"),
            models.UniqueConstraint(fields=["plan_code", "content_key"], name="assignment_one_lead"),
            models.CheckConstraint(condition=~Q(lead_code="") & ~Q(lead_code=F("supervisor_code")),
                                   name="assignment_judged_by_another"),
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="assignment_in_order"),
        ]  # fmt: skip
        indexes: ClassVar = [
            models.Index(fields=["lead_code", "due_on"], name="assignment_of_lead"),
            models.Index(fields=["supervisor_code"], name="assignment_supervised"),
            models.Index(fields=["agency_code"], name="assignment_given"),
            models.Index(fields=["target_code"], name="assignment_serving"),
            models.Index(fields=["implements_code"], name="assignment_implementing"),
        ]
        ordering: ClassVar = ["due_on", "id"]

    def get_absolute_url(self) -> str:
        return reverse("assignments:detail", args=[self.code])

    @property
    def life(self) -> State:
        """What was last done about it."""
        return State(self.state)


class Entry(models.Model):
    """Diễn biến: one line of a task's life – who said what when, on which behalf – never changed or removed.

    `digest` is the SHA-256 over the line and the digest before it: a line altered later shows. It is no signature.
    `state`, `round_number`, `due_on` are as after the move, `was_due_on` as before it; `lead_code` and `was_lead_code`
    stand where another agency took the lead. Retention: as the task.
    """

    assignment = models.ForeignKey(Assignment, on_delete=models.PROTECT, related_name="entries")
    number = models.IntegerField()
    move = models.CharField(max_length=14, choices=Move.choices())
    at = models.DateTimeField()
    username = models.CharField(max_length=150)
    agency_code = models.CharField(max_length=35)
    note = models.TextField()
    percent = models.SmallIntegerField(null=True)
    state = models.CharField(max_length=12, choices=State.choices())
    round_number = models.SmallIntegerField()
    due_on = models.DateField()
    was_due_on = models.DateField()
    lead_code = models.CharField(max_length=35, blank=True)
    was_lead_code = models.CharField(max_length=35, blank=True)
    handed_in_on = models.DateField(null=True)
    document_number = models.CharField(max_length=60)
    document_on = models.DateField(null=True)
    file = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, related_name="+", null=True)
    digest = models.CharField(max_length=64)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["assignment", "number"], name="entry_numbered"),
            models.CheckConstraint(condition=Q(percent=None) | Q(percent__gte=0, percent__lte=100),
                                   name="entry_percent"),
            models.CheckConstraint(condition=~Q(move=Move.SUBMIT) | Q(file__isnull=False, handed_in_on__isnull=False),
                                   name="entry_with_product"),
            models.CheckConstraint(condition=~Q(move=Move.ACCEPT_PRODUCT) | Q(handed_in_on__isnull=False),
                                   name="entry_judges_product"),
            models.CheckConstraint(condition=~Q(move__in=[Move.ADJUST, Move.SUSPEND])
                                   | (~Q(document_number="") & Q(document_on__isnull=False)),
                                   name="entry_by_decision"),
            models.CheckConstraint(condition=~Q(move=Move.REASSIGN) | ~Q(lead_code="") & ~Q(was_lead_code="")
                                   & ~Q(lead_code=F("was_lead_code")), name="entry_between_leads"),
        ]  # fmt: skip
        indexes: ClassVar = [models.Index(fields=["move", "at"], name="entry_by_move")]
        ordering: ClassVar = ["assignment", "number"]


class Reminder(models.Model):
    """Lời nhắc nhiệm vụ: that a lead was told once of a deadline near or gone. Retention: two years."""

    class Kind(models.TextChoices):
        WEEK = "week", mark("Còn một tuần")
        DAY = "day", mark("Còn một ngày")
        OVERDUE = "overdue", mark("Quá hạn")

    assignment = models.ForeignKey(Assignment, on_delete=models.PROTECT, related_name="reminders")
    due_on = models.DateField()
    kind = models.CharField(max_length=7, choices=Kind)
    reminded_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["assignment", "due_on", "kind"], name="assignment_reminded_once")
        ]
