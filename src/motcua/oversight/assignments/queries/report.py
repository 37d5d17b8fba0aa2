"""The progress report as the office writes it, from rows: every figure keeps the address of what it counts."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from motcua.kernel import clock
from motcua.kernel.texts.mark import mark
from motcua.kernel.ui.wording import translated
from motcua.oversight.assignments.models import Assignment
from motcua.oversight.assignments.queries.documents import issued_between
from motcua.oversight.assignments.queries.listing import ALL_DONE, ALL_OPEN, Wish, chosen, end_of
from motcua.oversight.assignments.queries.plans import area_labels
from motcua.oversight.assignments.queries.standings import Known, standings
from motcua.oversight.assignments.rules.pieces import Paper, Piece, Section, Sheet
from motcua.oversight.assignments.rules.rounds import Period
from motcua.oversight.assignments.rules.standing import DONE, Counts, Standing
from motcua.oversight.insight.public import share
from motcua.oversight.reform.public import (
    MeasureKind,
    Outcome,
    PlanKind,
    PlanState,
    ResultView,
    TargetView,
    plans_visible_to,
    results_of,
    targets_of,
)
from motcua.registry.organisation.public import AgencyView, agency, agency_names

_NAMED = 10
"""Tasks and units told by name; lists behind the figures have all of them."""
_PARTS = {
    Standing.OVERDUE: mark("quá hạn"),
    Standing.IN_PROGRESS: mark("đang thực hiện"),
    Standing.ADJUSTED: mark("đã lùi hạn"),
    Standing.NOT_DUE: mark("chưa đến hạn"),
    Standing.SUSPENDED: mark("tạm dừng"),
}


_DONE_OF_ALL = mark("Tính đến hết ngày {last}, đã hoàn thành {done}/{total} nhiệm vụ, đạt {share} %")
_DONE_OF_AREA = mark("Về{of}, đã hoàn thành {done}/{total} nhiệm vụ, đạt {share} %")
_LEFT_OF_ALL = mark("Còn {left}/{total} nhiệm vụ chưa hoàn thành, chiếm {share} %")
_LEFT_OF_AREA = mark("Còn {left} nhiệm vụ")


@dataclass(frozen=True)
class Stood:
    """A task with how it stood at the end of the period."""

    pk: int
    area: str
    lead: str
    known: Known


@dataclass(frozen=True)
class Ground:
    """All that the sections are written from."""

    user: Any
    agency: AgencyView
    period: Period
    at: datetime
    wish: Wish
    rows: Sequence[Stood]
    targets: Sequence[TargetView]
    results: dict[str, ResultView]

    @property
    def last_on(self) -> date:
        """The last day told of."""
        return clock.local(self.at).date()

    def figure(self, number: int, **changes: str) -> Piece:
        """A count of tasks with the address of its rows."""
        return Piece(counted(number), f"{reverse('assignments:list')}?{self.wish.but(**changes)}")

    def counts(self, area: str = "") -> Counts:
        """Of all tasks, or of an area's."""
        return Counts.of(row.known.standing for row in self.rows if not area or row.area == area)


def ground_of(user: Any, agency_code: str, period: Period, *, now: datetime) -> Ground | None:
    """Gather everything once; a constant number of statements. None where there is no such agency."""
    view = agency(agency_code)
    if view is None:
        return None
    at = min(now, end_of(period.last_on))
    wish = Wish(unit=agency_code, period=str(period.year), as_of=f"{clock.local(at):%d/%m/%Y}")
    rows = chosen(user, wish)
    stood = standings(rows, at=at)
    told = [
        Stood(pk, area, lead, stood[pk])
        for pk, area, lead in rows.order_by("due_on", "id").values_list("id", "area", "lead_code")
        if pk in stood
    ]
    own = [plan for plan in plans_visible_to(user, year=period.year)
           if plan.agency_code == agency_code and plan.state == PlanState.ISSUED]  # fmt: skip
    yearly = [plan.code for plan in own if plan.kind == PlanKind.PLAN]  # the programme's targets stand in it again
    plans = yearly or [plan.code for plan in own]
    targets = targets_of(plans=plans, year=period.year) if plans else []
    return Ground(user, view, period, at, wish, told, targets, results_of(targets, at=at))


def paper_of(ground: Ground, *, period_words: str) -> Paper:
    """The report in the official outline."""
    above = ground.agency.code.rpartition(".")[0]
    title = _("BÁO CÁO")
    told = period_words[:1].lower() + period_words[1:]
    subtitle = _("Kết quả công tác cải cách hành chính {period}").format(period=told)
    day = ground.last_on
    placed = _("{place}, ngày {day} tháng {month} năm {year}").format(
        place="…", day=f"{day:%d}", month=f"{day:%m}", year=day.year
    )
    sections = [_steering(ground), Section(_("II. KẾT QUẢ THỰC HIỆN CÁC NHIỆM VỤ CẢI CÁCH HÀNH CHÍNH"))]
    sections += [_area(ground, code, label) for code, label in area_labels().items() if code != "0"]
    sections += [_weak(ground), _ahead(ground)]
    name = agency_names([above]).get(above, "") if above else ""
    return Paper(name, ground.agency.name, placed, title, subtitle, sections, _by_unit(ground))


def _steering(ground: Ground) -> Section:
    section = Section(_("I. CÔNG TÁC CHỈ ĐẠO, ĐIỀU HÀNH"))
    first, last = ground.period.first_on, ground.last_on
    number = issued_between(ground.user, ground.agency.code, first, last)
    query = urlencode({"co-quan": ground.agency.code, "tu": f"{first:%d/%m/%Y}", "den": f"{last:%d/%m/%Y}"})
    section.say(
        _("Từ ngày {first} đến ngày {last}, đã ban hành {number} văn bản chỉ đạo, điều hành cải cách hành chính."),
        first=f"{first:%d/%m/%Y}", last=f"{last:%d/%m/%Y}",
        number=Piece(counted(number), f"{reverse('assignments:documents')}?{query}"),
    )  # fmt: skip
    _say_progress(section, ground, "", ground.counts(), of="")
    return section


def _say_progress(section: Section, ground: Ground, area: str, counts: Counts, *, of: str) -> None:
    """Done of all with the share; the parts of what is done and of what is left. Each sentence says `of` what."""
    if not counts.total:
        section.say(_("Trong năm không có nhiệm vụ nào được giao."))
        return
    known = {one: ground.figure(counts.by_standing[one], area=area, stands=one.value) for one in Standing}
    section.say(
        translated(_DONE_OF_AREA if area else _DONE_OF_ALL) + " " + _("(đúng hạn {on_time}, trễ hạn {late})."),
        last=f"{ground.last_on:%d/%m/%Y}",
        done=ground.figure(counts.done, area=area, stands=ALL_DONE),
        total=ground.figure(counts.total, area=area),
        of=of,
        share=_share(ground, counts.done, counts.total, area, ALL_DONE),
        on_time=known[Standing.DONE_ON_TIME],
        late=known[Standing.DONE_LATE],
    )
    if left := counts.total - counts.done:
        parts = [one for one in _PARTS if counts.by_standing[one]]
        words = ", ".join(f"{translated(_PARTS[one])} {{{one.value}}}" for one in parts)
        each: dict[str, Any] = {one.value: known[one] for one in parts}
        section.say(
            translated(_LEFT_OF_AREA if area else _LEFT_OF_ALL) + f" ({words}).",
            left=ground.figure(left, area=area, stands=ALL_OPEN),
            total=ground.figure(counts.total, area=area),
            of=of,
            share=_share(ground, left, counts.total, area, ALL_OPEN),
            **each,
        )


def _share(ground: Ground, part: int, whole: int, area: str, stands: str) -> Piece:
    value = share(part, whole)
    return replace(ground.figure(0, area=area, stands=stands), words=decimal(value) if value is not None else "–")


def _area(ground: Ground, code: str, label: str) -> Section:
    section = Section(f"{code}. {translated(label)}", level=3)
    counts = ground.counts(code)
    if counts.total:
        words = translated(label)
        _say_progress(section, ground, code, counts, of=f" {words[:1].lower()}{words[1:]}")
    targets = [target for target in ground.targets if target.area == code]
    if not counts.total and not targets:
        section.say(_("Trong năm không có nhiệm vụ, chỉ tiêu nào ở lĩnh vực này."))
    for target in targets:
        _say_target(section, target, ground.results[target.code])
    return section


def _say_target(section: Section, target: TargetView, result: ResultView) -> None:
    """What was promised, what came of it, how it is judged; a figure that nobody has is said to be missing."""
    figures: dict[str, Piece | str] = {"name": Piece(target.name, target.url), "level": target.words}
    head = _("{name} – mức phải đạt: {level}.") if target.words else _("{name}.")
    if result.outcome is Outcome.NO_DATA or result.value is None:
        section.say(head + " " + _("Chưa có số liệu."), is_item=True, **figures)
        return
    figures["value"] = Piece(_amount(result.value, target), result.url)
    figures["judged"] = translated(result.outcome.label).lower()
    if result.numerator is not None and result.denominator is not None:
        figures["parts"] = Piece(f"{plain(result.numerator)}/{plain(result.denominator)}", result.url)
        text = head + " " + _("Kết quả: {parts}, bằng {value} ({judged}).")
    else:
        text = head + " " + _("Kết quả: {value} ({judged}).")
    if result.source is MeasureKind.TYPED:
        text += " " + _("Số nhập tay, có tài liệu kiểm chứng.")
    section.say(text, is_item=True, **figures)


def _amount(value: Decimal, target: TargetView) -> str:
    return f"{decimal(value)} %" if target.unit == "%" else f"{plain(value)} {target.unit}".strip()


def _weak(ground: Ground) -> Section:
    section = Section(_("III. TỒN TẠI, HẠN CHẾ"))
    late = [row for row in ground.rows if row.known.standing is Standing.OVERDUE]
    if late:
        section.say(
            _("Còn {number} nhiệm vụ quá hạn chưa hoàn thành."),
            number=ground.figure(len(late), stands=Standing.OVERDUE.value),
        )
        _name_tasks(section, late)
    missed = [one for one in ground.targets if ground.results[one.code].outcome is Outcome.NOT_MET]
    untold = [one for one in ground.targets if ground.results[one.code].outcome is Outcome.NO_DATA]
    for targets, head in ((missed, _("Chỉ tiêu chưa đạt:")), (untold, _("Chỉ tiêu chưa có số liệu:"))):
        for target in targets:
            section.say(head + " {name}.", is_item=True, name=Piece(target.name, target.url))
    if not section.lines:
        section.say(_("Không có nhiệm vụ quá hạn, không có chỉ tiêu chưa đạt."))
    return section


def _ahead(ground: Ground) -> Section:
    section = Section(_("IV. NHIỆM VỤ TRỌNG TÂM THỜI GIAN TỚI"))
    late = ground.counts().overdue
    if late:
        section.say(
            _("Hoàn thành dứt điểm {number} nhiệm vụ quá hạn."),
            number=ground.figure(late, stands=Standing.OVERDUE.value),
        )
    last = ground.period.following.last_on
    coming = [
        row for row in ground.rows
        if row.known.standing not in DONE and ground.last_on < row.known.facts.due_on <= last
    ]  # fmt: skip
    following = ground.wish.but(due_from=f"{ground.last_on:%d/%m/%Y}", due_to=f"{last:%d/%m/%Y}", stands=ALL_OPEN)
    if coming:
        section.say(
            _("Thực hiện {number} nhiệm vụ đến hạn từ nay đến ngày {last}:"),
            number=Piece(counted(len(coming)), f"{reverse('assignments:list')}?{following}"), last=f"{last:%d/%m/%Y}",
        )  # fmt: skip
        _name_tasks(section, coming)
    if not section.lines:
        section.say(_("Không còn nhiệm vụ nào của năm đến hạn trong kỳ tới."))
    return section


def _name_tasks(section: Section, rows: Sequence[Stood]) -> None:
    """The first ones by name; the figure above leads to all."""
    tasks = Assignment.objects.in_bulk([row.pk for row in rows[:_NAMED]])
    names = agency_names({row.lead for row in rows[:_NAMED]})
    for row in rows[:_NAMED]:
        task = tasks[row.pk]
        section.say(
            _("{task} ({lead}, hạn {due})."), is_item=True, lead=names.get(row.lead, row.lead),
            task=Piece(task.content.rstrip(". "), task.get_absolute_url()), due=f"{row.known.facts.due_on:%d/%m/%Y}",
        )  # fmt: skip


def _by_unit(ground: Ground) -> Sheet | None:
    """One line a lead, the whole last."""
    if not ground.rows:
        return None
    by_lead: dict[str, list[Standing]] = {}
    for row in ground.rows:
        by_lead.setdefault(row.lead, []).append(row.known.standing)
    names = agency_names(by_lead)
    codes = sorted(by_lead, key=lambda code: [group.zfill(3) for group in code.split(".")])
    rows = [_unit_row(ground, Piece(names.get(code, code)), code, Counts.of(by_lead[code])) for code in codes]
    rows.append(_unit_row(ground, Piece(_("Tổng số")), ground.agency.code, ground.counts()))
    heads = (
        _("Cơ quan chủ trì"),
        _("Tổng số"),
        _("Hoàn thành"),
        _("Tỷ lệ hoàn thành (%)"),
        _("Đúng hạn"),
        _("Trễ hạn"),
        _("Quá hạn"),
    )
    return Sheet(_("PHỤ LỤC: KẾT QUẢ THỰC HIỆN NHIỆM VỤ THEO CƠ QUAN CHỦ TRÌ"), heads, tuple(rows))


def _unit_row(ground: Ground, name: Piece, code: str, counts: Counts) -> tuple[Piece, ...]:
    value = share(counts.done, counts.total)
    done = ground.figure(counts.done, unit=code, stands=ALL_DONE)
    return (
        name,
        ground.figure(counts.total, unit=code),
        done,
        replace(done, words=decimal(value) if value is not None else "–"),
        *(
            ground.figure(counts.by_standing[one], unit=code, stands=one.value)
            for one in (Standing.DONE_ON_TIME, Standing.DONE_LATE, Standing.OVERDUE)
        ),
    )


def counted(number: int) -> str:
    """«1.315»."""
    return number_format(number, decimal_pos=0, use_l10n=True, force_grouping=True)


def decimal(value: Decimal) -> str:
    """«50,34»: two places always."""
    return number_format(value, decimal_pos=2, use_l10n=True, force_grouping=True)


def plain(value: Decimal) -> str:
    """A whole number without places, another with those it has, two at most."""
    return counted(int(value)) if value == value.to_integral_value() else decimal(value)
