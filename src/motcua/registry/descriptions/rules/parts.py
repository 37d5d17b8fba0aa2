"""The parts of a procedure, as plain values: what readers make, actions store and all doors hand out."""

from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal

from motcua.kernel.texts.labelled import Labelled
from motcua.kernel.texts.mark import mark, mark_counted


class Level(Labelled):
    """Who handles a procedure, by level of government (two tiers of local government since 01/07/2025)."""

    MINISTRY = "ministry", mark("Cấp bộ")
    PROVINCE = "province", mark("Cấp tỉnh")
    COMMUNE = "commune", mark("Cấp xã")
    OTHER = "other", mark("Cơ quan khác")


class ChannelKind(Labelled):
    """How a dossier reaches the office; OTHER is a channel whose name the source does not make clear."""

    ONLINE = "online", mark("Trực tuyến")
    COUNTER = "counter", mark("Trực tiếp")
    POST = "post", mark("Bưu chính")
    OTHER = "other", mark("Hình thức khác")


class TimeUnit(Labelled):
    """Units of a processing time; the same words as `worktime.Unit`."""

    WORKING_HOUR = "working_hour", mark_counted("giờ làm việc")
    HOUR = "hour", mark_counted("giờ")
    WORKING_DAY = "working_day", mark_counted("ngày làm việc")
    DAY = "day", mark_counted("ngày")
    HALF_DAY = "half_day", mark_counted("buổi")
    MONTH = "month", mark_counted("tháng")


Allowance = tuple[Decimal, str]
"""An amount and the value of a `TimeUnit`."""


@dataclass(frozen=True, slots=True)
class FeeView:
    """One fee: `amount` in đồng, 0 is free, None is not known; `text` as the source says; `doubt` names a doubt."""

    name: str
    amount: int | None
    text: str
    doubt: str = ""


@dataclass(frozen=True, slots=True)
class ChannelView:
    """One way to hand in, with the time and the fees that go with it. `time_text` is verbatim."""

    kind: str
    allowance: Allowance | None
    time_text: str
    fees: tuple[FeeView, ...] = ()
    note: str = ""
    label: str = ""
    doubt: str = ""


@dataclass(frozen=True, slots=True)
class PaperView:
    """One paper to bring; None originals or copies means that the number is not known."""

    id: int
    code: str
    name: str
    originals: int | None
    copies: int | None
    is_required: bool
    form_file: str = ""
    doubt: str = ""


@dataclass(frozen=True, slots=True)
class CaseView:
    """A group of papers. `is_condition`: it applies only to those whom its name describes; else to everybody."""

    id: int
    name: str
    papers: tuple[PaperView, ...]
    is_condition: bool = False


@dataclass(frozen=True, slots=True)
class ResultView:
    """What the person gets."""

    name: str
    code: str
    doubt: str = ""


@dataclass(frozen=True, slots=True)
class LegalBasisView:
    """One legal document the procedure rests on."""

    title: str
    code: str
    doubt: str = ""


@dataclass(frozen=True, kw_only=True)
class ProcedureDraft:
    """A procedure as it is to be from `valid_from` on. Ids of cases and papers are 0 in a draft."""

    code: str
    name: str
    valid_from: date
    field_name: str = ""
    levels: tuple[str, ...] = ()
    subjects: tuple[str, ...] = ()
    executing_agency: str = ""
    competent_agency: str = ""
    coordinating_agency: str = ""
    receiving_address: str = ""
    issuing_agency: str = ""
    decision_number: str = ""
    kind_name: str = ""
    steps_text: str = ""
    requirements: str = ""
    channels: tuple[ChannelView, ...] = ()
    cases: tuple[CaseView, ...] = ()
    paper_notes: str = ""
    results: tuple[ResultView, ...] = ()
    legal_bases: tuple[LegalBasisView, ...] = ()
    form_code: str | None = None
    process_code: str | None = None
    source_url: str = ""
    steps_doubt: str = ""
    agency_doubt: str = ""

    @property
    def is_online(self) -> bool:
        """Whether it can be handed in online."""
        return any(channel.kind == ChannelKind.ONLINE for channel in self.channels)

    def channels_of(self, kind: str) -> tuple[ChannelView, ...]:
        """The channels of one kind: several when the time or the fee depends on the case."""
        return tuple(channel for channel in self.channels if channel.kind == kind)

    def allowance_for(self, kind: str) -> Allowance | None:
        """The one time that holds for this way of handing in; None if it is unknown or depends on the case."""
        found = {channel.allowance for channel in self.channels_of(kind)}
        return found.pop() if len(found) == 1 else None


PLAIN = tuple(field.name for field in fields(ProcedureDraft) if field.type is str and field.name != "code")
"""The fields of a draft that are one text."""


@dataclass(frozen=True, kw_only=True)
class ProcedureView(ProcedureDraft):
    """A published version: never changes, so it is kept in the process by `version_id`."""

    version_id: int
    number: int
