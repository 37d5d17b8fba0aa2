"""Tables of the dossier. Personal data stands in `Party`, `answers` and free texts only, never in events."""

from collections.abc import Mapping
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from motcua.casework.dossiers.rules import side_lives
from motcua.casework.dossiers.rules.life import LABELS, NATIONAL_CODE, WORK_ENDED, State
from motcua.kernel.texts.mark import mark

ENDED = sorted(state.value for state in WORK_ENDED)


def _choices(labels: Mapping[Any, str]) -> list[tuple[str, str]]:
    return [(state.value, label) for state, label in labels.items()]


class Dossier(models.Model):
    """Hồ sơ: one request under one procedure version, pinned when it came in. Retention: archive law, 20 years."""

    code = models.CharField(max_length=45, unique=True)
    submission_key = models.UUIDField(unique=True)
    procedure_code = models.CharField(max_length=40)
    procedure_version = models.BigIntegerField()
    procedure_name = models.CharField(max_length=1000)
    form_version = models.BigIntegerField(null=True)
    process_version = models.BigIntegerField()
    case_id = models.BigIntegerField(null=True)
    channel = models.CharField(max_length=8, choices=_choices(side_lives.CHANNEL_LABELS))
    receiving_agency_code = models.CharField(max_length=35)
    agency_code = models.CharField(max_length=35)
    owner_name = models.CharField(max_length=200)
    answers = models.JSONField(default=dict)
    note = models.TextField(blank=True)
    search_key = models.TextField()

    state = models.CharField(max_length=24, choices=_choices(LABELS), default=State.SUBMITTED)
    fee_state = models.CharField(max_length=10, choices=_choices(side_lives.FEE_LABELS), default=side_lives.Fee.NONE)
    fee_amount = models.BigIntegerField(default=0)
    delivery_state = models.CharField(
        max_length=10, choices=_choices(side_lives.DELIVERY_LABELS), default=side_lives.Delivery.NOT_READY
    )
    delivery_method = models.CharField(max_length=8, choices=_choices(side_lives.METHOD_LABELS))
    sync_state = models.CharField(
        max_length=10, choices=_choices(side_lives.SYNC_LABELS), default=side_lives.Sync.WAITING
    )

    submitted_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)
    competent_received_at = models.DateTimeField(null=True)
    due_at = models.DateTimeField(null=True)
    appointed_at = models.DateTimeField(null=True)
    given_due_at = models.DateTimeField(null=True)
    given_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    returned_at = models.DateTimeField(null=True)
    register_year = models.SmallIntegerField(null=True)
    register_number = models.IntegerField(null=True)
    allowance_amount = models.DecimalField(max_digits=7, decimal_places=2, null=True)
    allowance_unit = models.CharField(max_length=16, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["submitted", "not_accepted", "supplement_requested", "withdrawn"])
                | Q(accepted_at__isnull=False),
                name="dossier_worked_on_only_once_accepted",
            ),
            models.CheckConstraint(
                condition=Q(accepted_at__isnull=True) | Q(accepted_at__gte=F("submitted_at")),
                name="dossier_accepted_later",
            ),
            models.CheckConstraint(condition=Q(fee_amount__gte=0), name="dossier_fee_not_negative"),
            models.UniqueConstraint(
                fields=["receiving_agency_code", "register_year", "register_number"], name="dossier_register_once"
            ),
        ]
        indexes = [
            models.Index(fields=["agency_code", "state", "-submitted_at"]),
            models.Index(fields=["receiving_agency_code", "state", "-submitted_at"]),
            models.Index(fields=["agency_code", "-submitted_at"]),
            models.Index(fields=["receiving_agency_code", "-submitted_at"]),
            models.Index(fields=["-submitted_at", "-id"]),
            models.Index(fields=["due_at", "id"], condition=~Q(state__in=ENDED), name="dossier_open_due"),
            models.Index(
                fields=["agency_code", "due_at", "id"], condition=~Q(state__in=ENDED), name="dossier_open_at_agency"
            ),
            models.Index(
                fields=["receiving_agency_code", "due_at", "id"],
                condition=~Q(state__in=ENDED),
                name="dossier_open_at_counter",
            ),
        ]

    def __str__(self) -> str:
        return self.code

    def get_absolute_url(self) -> str:
        return reverse("dossiers:desk-detail", args=[self.code])

    @property
    def life(self) -> State:
        """The state as the rules know it."""
        return State(self.state)

    @property
    def is_accepted(self) -> bool:
        return self.accepted_at is not None

    @property
    def national_code(self) -> int:
        """1–10, as the national portal counts."""
        return NATIONAL_CODE[self.life]


class Sought(models.Model):
    """Khoá tìm kiếm: the words a dossier is found by, in an agency and in a month. Retention: as the dossier.

    Like an index kept by the database: triggers write it whoever writes the dossier, and a move that changes nothing
    sought leaves it alone. Made of ``search_key`` (migration 0003).
    """

    dossier = models.OneToOneField(Dossier, on_delete=models.CASCADE, primary_key=True, related_name="+")
    keys = ArrayField(models.BigIntegerField())

    class Meta:
        indexes = [GinIndex(fields=["keys"], name="sought_keys")]


class Party(models.Model):
    """Người liên quan: who owns, submits or receives, as written on the day. Retention: as the dossier."""

    class Role(models.TextChoices):
        OWNER = "owner", mark("Chủ hồ sơ")
        SUBMITTER = "submitter", mark("Người nộp")
        RECEIVER = "receiver", mark("Người nhận kết quả")

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="parties", db_index=False)
    role = models.CharField(max_length=10, choices=Role)
    kind = models.CharField(max_length=12, default="person")
    full_name = models.CharField(max_length=200)
    identity_number = models.CharField(max_length=20, blank=True)
    birth_on = models.DateField(null=True)
    phone = models.CharField(max_length=20, blank=True)
    email = models.EmailField(blank=True)
    address = models.CharField(max_length=400, blank=True)
    username = models.CharField(max_length=150, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["dossier", "role"], name="party_once_a_role")]
        indexes = [
            models.Index(fields=["username", "dossier"], condition=~Q(username=""), name="party_username"),
            models.Index(fields=["identity_number"], condition=~Q(identity_number=""), name="party_identity"),
        ]


class Paper(models.Model):
    """Giấy tờ: one paper of the dossier and how many were given. Retention: as the dossier."""

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="papers", db_index=False)
    number = models.SmallIntegerField()
    code = models.CharField(max_length=60, blank=True)
    name = models.TextField()
    originals = models.SmallIntegerField(default=0)
    copies = models.SmallIntegerField(default=0)
    is_required = models.BooleanField(default=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["dossier", "number"], name="paper_number_once")]
        ordering = ["number"]


class PaperFile(models.Model):
    """Tệp giấy tờ: a scan or electronic original of a paper. Retention: as the dossier."""

    paper = models.ForeignKey(Paper, on_delete=models.PROTECT, related_name="files")
    file = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    added_by = models.CharField(max_length=150)

    class Meta:
        ordering = ["id"]


class Supplement(models.Model):
    """Yêu cầu bổ sung: all defects, told once. Retention: as the dossier."""

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="supplements", db_index=False)
    number = models.SmallIntegerField()
    requested_at = models.DateTimeField()
    requested_by = models.CharField(max_length=150)
    is_before_acceptance = models.BooleanField()
    reason = models.TextField()
    answer_due_on = models.DateField(null=True)
    provided_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["dossier", "number"], name="supplement_number_once"),
            models.UniqueConstraint(fields=["dossier"], condition=Q(provided_at=None), name="supplement_one_open"),
        ]
        ordering = ["number"]


class Defect(models.Model):
    """Thiếu sót: one thing to add or put right; of a paper if `paper_number` is set. Retention: as the dossier."""

    supplement = models.ForeignKey(Supplement, on_delete=models.PROTECT, related_name="defects")
    paper_number = models.SmallIntegerField(null=True)
    text = models.TextField()

    class Meta:
        ordering = ["id"]


class ClockStop(models.Model):
    """Lần dừng đồng hồ: from when to when the legal clock stood, why, and by whom. Retention: as the dossier."""

    class Kind(models.TextChoices):
        SUPPLEMENT = "supplement", mark("Chờ bổ sung giấy tờ")
        FEE = "financial_duty", mark("Chờ thực hiện nghĩa vụ tài chính")
        OTHER_AGENCY = "other_agency", mark("Chờ cơ quan khác")
        OTHER_GROUND = "other_ground", mark("Căn cứ khác theo quy định")

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="stops")
    kind = models.CharField(max_length=16, choices=Kind)
    reason = models.TextField(blank=True)
    legal_basis = models.CharField(max_length=300, blank=True)
    from_at = models.DateTimeField()
    to_at = models.DateTimeField(null=True)
    started_by = models.CharField(max_length=150, blank=True)
    ended_by = models.CharField(max_length=150, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["dossier"], condition=Q(to_at=None), name="stop_one_open"),
            models.CheckConstraint(condition=Q(to_at=None) | Q(to_at__gte=F("from_at")), name="stop_ends_later"),
        ]
        ordering = ["from_at"]


class Result(models.Model):
    """Kết quả: what was prepared, then signed. Retention: as the dossier, then the archive."""

    class Outcome(models.TextChoices):
        GRANTED = "granted", mark("Giải quyết")
        REFUSED = "refused", mark("Không giải quyết (có văn bản trả lời)")

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="results")
    outcome = models.CharField(max_length=8, choices=Outcome)
    title = models.CharField(max_length=500)
    document_number = models.CharField(max_length=60, blank=True)
    reason = models.TextField(blank=True)
    file = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, related_name="+", null=True)
    prepared_by = models.CharField(max_length=150)
    prepared_at = models.DateTimeField()
    signed_by = models.CharField(max_length=150, blank=True)
    signed_at = models.DateTimeField(null=True)
    recalled_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["dossier"], condition=Q(recalled_at=None), name="result_one_standing"),
            models.CheckConstraint(condition=Q(outcome="granted") | ~Q(reason=""), name="refusal_has_reason"),
        ]


class Handover(models.Model):
    """Lần giao nhận: a line of the control slip (form 06) or of the return book. Retention: as the dossier."""

    class Kind(models.TextChoices):
        FORWARD = "forward", mark("Chuyển giải quyết")
        TRANSFER = "transfer", mark("Chuyển cơ quan khác")
        RETURN = "return", mark("Trả kết quả")
        POST = "post", mark("Gửi bưu chính")

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="handovers")
    kind = models.CharField(max_length=10, choices=Kind)
    at = models.DateTimeField()
    given_by = models.CharField(max_length=150)
    from_agency_code = models.CharField(max_length=35, blank=True)
    to_agency_code = models.CharField(max_length=35, blank=True)
    taken_by = models.CharField(max_length=200, blank=True)
    method = models.CharField(max_length=8, blank=True)
    tracking_code = models.CharField(max_length=60, blank=True)
    note = models.TextField(blank=True)

    class Meta:
        ordering = ["at", "id"]


class Reason(models.Model):
    """Lý do: the words in which a refusal, stop, withdrawal or extension was justified. Retention: as the dossier."""

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="reasons")
    event_key = models.UUIDField(unique=True)
    move = models.CharField(max_length=24)
    at = models.DateTimeField()
    by = models.CharField(max_length=150)
    text = models.TextField()


class Slip(models.Model):
    """Phiếu: a printed form kept as it was given. Retention: as the dossier."""

    class Form(models.TextChoices):
        ACKNOWLEDGEMENT = "00", mark("Thông báo đã nhận hồ sơ trực tuyến")
        RECEIPT = "01", mark("Giấy tiếp nhận hồ sơ và hẹn trả kết quả")
        SUPPLEMENT = "02", mark("Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ")
        REFUSAL = "03", mark("Phiếu từ chối tiếp nhận giải quyết hồ sơ")
        APOLOGY = "04", mark("Văn bản xin lỗi và đề nghị gia hạn thời gian giải quyết")
        STOP = "05", mark("Thông báo dừng giải quyết hồ sơ")
        CONTROL = "06", mark("Phiếu kiểm soát quá trình giải quyết hồ sơ")

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="slips")
    form = models.CharField(max_length=2, choices=Form)
    event_key = models.UUIDField()
    file = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["event_key", "form"], name="slip_once_an_event")]
        ordering = ["made_at", "id"]


class Draft(models.Model):
    """Bản nháp: what a person has filled in so far. Retention: removed 100 days after the last change."""

    key = models.UUIDField(primary_key=True)
    username = models.CharField(max_length=150)
    procedure_code = models.CharField(max_length=40)
    procedure_version = models.BigIntegerField()
    agency_code = models.CharField(max_length=35)
    case_id = models.BigIntegerField(null=True)
    answers = models.JSONField(default=dict)
    parties = models.JSONField(default=dict)
    files = models.JSONField(default=dict)
    delivery_method = models.CharField(max_length=8, default="counter")
    started_at = models.DateTimeField()
    saved_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["username", "procedure_code"], name="draft_one_a_procedure")]
        indexes = [models.Index(fields=["saved_at"])]


class Word(models.Model):
    """Từ đã gặp: a word of some dossier's search key, to set a mistyped one right. Retention: kept, it names nobody."""

    text = models.CharField(max_length=40, primary_key=True)


class DayCount(models.Model):
    """Số hồ sơ trong ngày: the last number given by an agency on a day. Retention: kept, numbers are never reused."""

    agency_code = models.CharField(max_length=35)
    day = models.DateField()
    last = models.IntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["agency_code", "day"], name="day_count_once")]


class RegisterCount(models.Model):
    """Số vào sổ: the last number of an agency's register book in a year. Retention: kept."""

    agency_code = models.CharField(max_length=35)
    year = models.SmallIntegerField()
    last = models.IntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["agency_code", "year"], name="register_count_once")]


class CodeScheme(models.Model):
    """Cách đánh mã hồ sơ: which strategy gives codes from which day on; dated, because a new rule is pending."""

    strategy = models.CharField(max_length=40)
    valid_from = models.DateField(unique=True)
    legal_basis = models.CharField(max_length=200, blank=True)
