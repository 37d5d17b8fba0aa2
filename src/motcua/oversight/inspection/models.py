"""Tables of inspections: yearly plans, visits, samples, findings, remedies, discipline notes."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from motcua.kernel.dating import DatedQuerySet, in_order, never_twice
from motcua.oversight.inspection.rules.life import PlanState, RemedyState, State
from motcua.oversight.inspection.rules.words import AREAS, Mode, Severity, Standing, Strata, Verdict

AREA_CHOICES = list(AREAS.items())


class InspectionPlan(models.Model):
    """Kế hoạch kiểm tra: whom an agency inspects in a year, with number and date. Retention: archive law, 20 years.

    `among_count`: how many agencies there were below it on the day of signing, kept as papers keep it.
    """

    key = models.UUIDField(unique=True)
    agency_code = models.CharField(max_length=35)
    year = models.SmallIntegerField()
    number = models.CharField(max_length=60)
    signed_on = models.DateField()
    title = models.CharField(max_length=300)
    among_count = models.SmallIntegerField()
    state = models.CharField(max_length=8, choices=PlanState.choices(), default=PlanState.DRAFT)
    made_by = models.CharField(max_length=150)
    made_at = models.DateTimeField()
    issued_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["agency_code", "year", "number"], name="inspection_plan_numbered"),
            models.CheckConstraint(
                name="inspection_plan_issued_once", condition=Q(state=PlanState.DRAFT) ^ Q(issued_at__isnull=False)
            ),
        ]
        ordering: ClassVar = ["-year", "-signed_on", "-id"]

    def get_absolute_url(self) -> str:
        return reverse("inspection:plan", args=[self.pk])


class PlannedAgency(models.Model):
    """Đơn vị được kiểm tra: an agency that a plan names, and in which month. Retention: as the plan."""

    plan = models.ForeignKey(InspectionPlan, on_delete=models.CASCADE, related_name="agencies")
    agency_code = models.CharField(max_length=35)
    month = models.SmallIntegerField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["plan", "agency_code"], name="planned_agency_once"),
            models.CheckConstraint(name="planned_month", condition=Q(month=None) | Q(month__range=(1, 12))),
        ]
        ordering: ClassVar = ["month", "agency_code"]


class Checklist(models.Model):
    """Bộ câu hỏi kiểm tra: what is looked at, over a span of days; a new law is a new row, never an edited one."""

    code = models.CharField(max_length=40)
    name = models.CharField(max_length=300)
    law = models.CharField(max_length=400)
    digest = models.CharField(max_length=64)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)

    objects = DatedQuerySet["Checklist"].as_manager()

    class Meta:
        constraints: ClassVar = [never_twice("checklist_once_a_day", "code"), in_order("checklist_in_order")]


class ChecklistItem(models.Model):
    """Câu hỏi kiểm tra: one thing to look at, its area and law; `is_per_dossier` is judged dossier by dossier."""

    checklist = models.ForeignKey(Checklist, on_delete=models.CASCADE, related_name="items")
    number = models.SmallIntegerField()
    area = models.CharField(max_length=1, choices=AREA_CHOICES)
    text = models.CharField(max_length=500)
    law = models.CharField(max_length=400)
    is_per_dossier = models.BooleanField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["checklist", "number"], name="checklist_item_once")]
        ordering: ClassVar = ["number"]


class Inspection(models.Model):
    """Cuộc kiểm tra: one inspection of one agency under a plan, over the days looked at. Retention: as the plan.

    `number` counts within the plan. `is_planned`: the plan names the agency; else it came unforeseen.
    """

    key = models.UUIDField(unique=True)
    plan = models.ForeignKey(InspectionPlan, on_delete=models.PROTECT, related_name="inspections")
    number = models.SmallIntegerField()
    agency_code = models.CharField(max_length=35)
    inspected_code = models.CharField(max_length=35)
    mode = models.CharField(max_length=8, choices=Mode.choices())
    is_planned = models.BooleanField()
    checklist = models.ForeignKey(Checklist, on_delete=models.PROTECT, related_name="+")
    first_on = models.DateField()
    last_on = models.DateField()
    visit_on = models.DateField()
    state = models.CharField(max_length=10, choices=State.choices(), default=State.PREPARED)
    made_by = models.CharField(max_length=150)
    made_at = models.DateTimeField()
    begun_at = models.DateTimeField(null=True)
    minuted_at = models.DateTimeField(null=True)
    concluded_at = models.DateTimeField(null=True)
    minutes_note = models.TextField(blank=True)
    conclusion = models.TextField(blank=True)
    minutes_file = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, related_name="+", null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["plan", "number"], name="inspection_numbered"),
            models.CheckConstraint(name="inspection_period", condition=Q(last_on__gte=F("first_on"))),
            models.CheckConstraint(
                name="inspection_concluded_in_words",
                condition=~Q(state__in=[State.CONCLUDED, State.CLOSED])
                | Q(concluded_at__isnull=False) & ~Q(conclusion=""),
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["agency_code", "-visit_on"], name="inspection_by"),
            models.Index(fields=["inspected_code", "-visit_on"], name="inspection_of"),
        ]
        ordering: ClassVar = ["-visit_on", "-id"]

    def get_absolute_url(self) -> str:
        return reverse("inspection:inspection", args=[self.pk])

    @property
    def life(self) -> State:
        return State(self.state)


class TeamMember(models.Model):
    """Thành viên đoàn kiểm tra: who inspects; exactly one is the head. Retention: as the inspection."""

    inspection = models.ForeignKey(Inspection, on_delete=models.PROTECT, related_name="team")
    username = models.CharField(max_length=150)
    is_head = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["inspection", "username"], name="team_member_once"),
            models.UniqueConstraint(fields=["inspection"], condition=Q(is_head=True), name="team_one_head"),
        ]
        ordering: ClassVar = ["-is_head", "username"]


class SampleDraw(models.Model):
    """Lần rút mẫu: a frame of dossiers, a stated seed, and what was drawn; all draws are kept, none is replaced.

    Retention: as the inspection. `frame` is the file that the digest is of: codes and strata, nobody's name.
    """

    inspection = models.ForeignKey(Inspection, on_delete=models.PROTECT, related_name="draws")
    number = models.SmallIntegerField()
    algorithm = models.CharField(max_length=20)
    seed = models.CharField(max_length=80)
    strata = models.CharField(max_length=10, choices=Strata.choices())
    size = models.SmallIntegerField()
    frame_count = models.IntegerField()
    frame_digest = models.CharField(max_length=64)
    frame = models.TextField()
    drawn_by = models.CharField(max_length=150)
    drawn_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["inspection", "number"], name="sample_draw_numbered"),
            models.UniqueConstraint(
                fields=["inspection", "seed", "strata", "size", "frame_digest"], name="sample_draw_once"
            ),
        ]
        ordering: ClassVar = ["number"]


class SampledDossier(models.Model):
    """Hồ sơ trong mẫu: a dossier that was drawn, from which stratum. Retention: as the inspection."""

    draw = models.ForeignKey(SampleDraw, on_delete=models.PROTECT, related_name="dossiers")
    number = models.SmallIntegerField()
    dossier_code = models.CharField(max_length=45)
    stratum = models.CharField(max_length=60, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["draw", "dossier_code"], name="sampled_dossier_once"),
            models.UniqueConstraint(fields=["draw", "number"], name="sampled_dossier_numbered"),
        ]
        ordering: ClassVar = ["number"]

    @property
    def layer(self) -> str:
        """The stratum in words, where it is one of ours."""
        return Standing(self.stratum).label if self.stratum in set(Standing) else self.stratum


class Judgement(models.Model):
    """Đánh giá hồ sơ: what the team says of a sampled dossier under one item. Retention: as the inspection."""

    dossier = models.ForeignKey(SampledDossier, on_delete=models.PROTECT, related_name="judgements")
    item = models.ForeignKey(ChecklistItem, on_delete=models.PROTECT, related_name="+")
    verdict = models.CharField(max_length=8, choices=Verdict.choices())
    note = models.CharField(max_length=500, blank=True)
    judged_by = models.CharField(max_length=150)
    judged_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["dossier", "item"], name="judgement_once")]


class Finding(models.Model):
    """Phát hiện: what is not as it should be, in which area and how grave. Retention: as the inspection."""

    key = models.UUIDField(unique=True)
    inspection = models.ForeignKey(Inspection, on_delete=models.PROTECT, related_name="findings")
    number = models.SmallIntegerField()
    area = models.CharField(max_length=1, choices=AREA_CHOICES)
    severity = models.CharField(max_length=6, choices=Severity.choices())
    text = models.TextField()
    law = models.CharField(max_length=400, blank=True)
    item = models.ForeignKey(ChecklistItem, on_delete=models.PROTECT, related_name="+", null=True)
    found_by = models.CharField(max_length=150)
    found_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["inspection", "number"], name="finding_numbered")]
        ordering: ClassVar = ["number"]


class Remedy(models.Model):
    """Kiến nghị khắc phục: what the inspected agency must do, and by when. Retention: as the inspection."""

    key = models.UUIDField(unique=True)
    finding = models.ForeignKey(Finding, on_delete=models.PROTECT, related_name="remedies")
    text = models.TextField()
    due_on = models.DateField()
    state = models.CharField(max_length=8, choices=RemedyState.choices(), default=RemedyState.OPEN)
    asked_by = models.CharField(max_length=150)
    asked_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="remedy_accepted_at",
                condition=Q(state=RemedyState.ACCEPTED, accepted_at__isnull=False)
                | ~Q(state=RemedyState.ACCEPTED) & Q(accepted_at=None),
            )
        ]
        indexes: ClassVar = [
            models.Index(fields=["due_on"], condition=~Q(state=RemedyState.ACCEPTED), name="remedy_open_due")
        ]
        ordering: ClassVar = ["due_on", "id"]

    def get_absolute_url(self) -> str:
        return reverse("inspection:remedy", args=[self.pk])


class RemedyAnswer(models.Model):
    """Trả lời kiến nghị: what was done, with the evidence, and whether it was accepted. Retention: as the remedy."""

    key = models.UUIDField(unique=True)
    remedy = models.ForeignKey(Remedy, on_delete=models.PROTECT, related_name="answers")
    text = models.TextField()
    file = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, related_name="+")
    answered_by = models.CharField(max_length=150)
    answered_at = models.DateTimeField()
    is_accepted = models.BooleanField(null=True)
    verdict_text = models.TextField(blank=True)
    judged_by = models.CharField(max_length=150, blank=True)
    judged_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["remedy"], condition=Q(is_accepted=None), name="remedy_answer_one_waiting"),
            models.CheckConstraint(
                name="remedy_answer_judged",
                condition=Q(is_accepted=None, judged_at=None) | Q(is_accepted__isnull=False, judged_at__isnull=False),
            ),
        ]
        ordering: ClassVar = ["id"]


class DisciplineNote(models.Model):
    """Nhận xét kỷ luật, kỷ cương: restricted words on conduct; read by few, every reading leaves a trace.

    Retention: as the inspection, then destroyed: these are personal data of officers.
    """

    key = models.UUIDField(unique=True)
    inspection = models.ForeignKey(Inspection, on_delete=models.PROTECT, related_name="+")
    text = models.TextField()
    written_by = models.CharField(max_length=150)
    written_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["id"]
