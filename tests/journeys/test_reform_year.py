"""A year of reform: a plan from its programme, a conflict stopped, tasks done, a card that moves, a sound report."""

import threading
from datetime import date
from io import BytesIO

import pytest
from django.core.signals import request_finished, request_started
from openpyxl import Workbook
from playwright.sync_api import expect

from motcua.casework.dossiers.tests.factories import BORN, DAY_ONE, DEPARTMENT, make_dossier, make_officer
from motcua.casework.dossiers.tests.walking import whole_way
from motcua.kernel import clock
from motcua.kernel.memory import forget_all
from motcua.oversight.assignments.models import Assignment, Entry
from motcua.oversight.assignments.rules.life import Move, State
from motcua.oversight.insight.actions.loading import load_definitions
from motcua.oversight.reform.rules.words import Area, MeasureKind, PlanKind
from motcua.oversight.reform.tests.factories import issue, make_plan, make_target
from motcua.registry.organisation.public import Role, open_agency

TASKS, DONE = 1315, 662
JANUARY, MARCH, JULY = (clock.at(date(2026, month, 12), 9) for month in (1, 3, 7))
PDF = b"%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF"
PATIENT = 30_000
"""Milliseconds for what takes a second on a quiet machine: 1,315 tasks at once, a report of them, its check."""
PLAN, CARD = "KH-2026-H14", "/the-diem/?nam=2026"


class Calendar:
    """The day on which the server answers: a year passes in a test."""

    def __init__(self) -> None:
        self.now, self.held = JANUARY, threading.local()

    def begin(self, **_said: object) -> None:
        self.held.frozen = clock.frozen(self.now)
        self.held.frozen.__enter__()

    def end(self, **_said: object) -> None:
        self.held.frozen.__exit__(None, None, None)


@pytest.fixture
def calendar():
    made = Calendar()
    request_started.connect(made.begin)
    request_finished.connect(made.end)
    yield made
    request_started.disconnect(made.begin)
    request_finished.disconnect(made.end)
    forget_all()


@pytest.fixture
def province(cast, relay):
    """A province with its reform office, departments, a commune and a programme of many years."""
    load_definitions()
    for code, name, level in (
        ("H14", "Ủy ban nhân dân tỉnh Cao Bằng", "province"),
        ("H14.03", "Sở Nội vụ", "department"),
    ):
        open_agency(code=code, name=name, short_name=name, level=level, place_code="", valid_from=DAY_ONE,
                    actor="test", at=BORN)  # fmt: skip
    make_officer("cai.cach", "Lục Thị Giao", "H14", Role.CONTROLLER)
    make_officer("tu.phap", "Hoàng Văn Chủ", DEPARTMENT, Role.HEAD)
    programme = make_plan("CT-2026-2030", kind=PlanKind.PROGRAMME, year_to=2030, issued=False,
                          title="Chương trình cải cách hành chính 2026–2030")  # fmt: skip
    live = {
        "measure": MeasureKind.INDICATOR,
        "measure_code": "on_time_rate",
        "denominator_words": "hồ sơ đã giải quyết",
    }
    typed = {"measure": MeasureKind.TYPED, "denominator_words": "hồ sơ đã tiếp nhận"}
    make_target(programme, 1, name="Hồ sơ giải quyết đúng hạn", minimum=95, year=2026, **live)
    make_target(programme, 2, name="Hồ sơ nộp trực tuyến", minimum=50, year=2026, **typed)
    make_target(programme, 3, name="Hồ sơ nộp trực tuyến", minimum=80, year=2026, **typed)
    make_target(programme, 4, name="Văn bản được rà soát", area=Area.INSTITUTIONS, minimum=90, year=2026, **typed)
    issue(programme)
    forget_all()
    return cast


def annex(targets: list[str]) -> bytes:
    """1,315 tasks of three leads in the columns of an annex."""
    book = Workbook()
    page = book.active
    page.append(
        ["TT", "Nội dung nhiệm vụ", "Sản phẩm", "Cơ quan chủ trì", "Thời gian hoàn thành", "Lĩnh vực", "Chỉ tiêu"]
    )
    leads = ("Ủy ban nhân dân xã Lý Quốc", "Sở Tư pháp", "Sở Nội vụ")
    for number in range(1, TASKS + 1):
        due = "Quý II" if number <= DONE else "Quý IV"
        page.append([number, f"Việc cải cách số {number}", "Báo cáo", leads[number % 3], due, 1 + number % 6,
                     targets[number % len(targets)]])  # fmt: skip
    content = BytesIO()
    book.save(content)
    return content.getvalue()


def finish_all_but_one():
    """What 661 units do by the same lines, in one statement: the first task goes through the pages."""
    rows = list(Assignment.objects.filter(number__range=(2, DONE)))
    at = clock.at(date(2026, 6, 20), 9)
    Entry.objects.bulk_create(
        Entry(assignment=row, number=2, move=Move.ACCEPT_PRODUCT, at=at, username="cai.cach", agency_code="H14",
              state=State.DONE, round_number=1, due_on=row.due_on, was_due_on=row.due_on,
              handed_in_on=date(2026, 6, 19))
        for row in rows
    )  # fmt: skip
    Assignment.objects.filter(pk__in=[row.pk for row in rows]).update(state=State.DONE)


def click(page, name: str, *, heading: str) -> None:
    """Press what is called so and wait for the page it leads to."""
    page.locator("main").get_by_role("button", name=name).or_(
        page.locator("main").get_by_role("link", name=name)
    ).first.click()
    expect(page.locator("h1")).to_contain_text(heading, timeout=PATIENT)


def draft_plan(office) -> None:
    """From the programme, with both bounds of one ratio."""
    page = office.page
    office.open("/cai-cach/ke-hoach/moi/")
    page.locator("select[name=kind]").select_option("plan")
    page.locator("select[name=agency]").select_option("H14")
    page.locator("input[name=title]").fill("Kế hoạch cải cách hành chính năm 2026")
    page.locator("input[name=year_from]").fill("2026")
    page.locator("input[name=year_to]").fill("2026")
    page.locator("select[name=parent]").select_option("CT-2026-2030")
    click(page, "Mở dự thảo", heading="Kế hoạch cải cách hành chính năm 2026")
    click(page, "Lấy chỉ tiêu từ chương trình", heading="Lấy chỉ tiêu")
    for box in page.locator("input[name=target]").all():
        box.check()
    click(page, "Thêm chỉ tiêu đã chọn", heading="Kế hoạch cải cách hành chính năm 2026")


def test_a_year_of_reform(visitor, province, relay, calendar):
    office, unit = visitor(), visitor()
    office.sign_in("cai.cach")
    draft_plan(office)
    page = office.page
    office.sees("Hồ sơ nộp trực tuyến")
    click(page, "Xem lại và ban hành", heading="Ban hành")
    office.sees("Phải sửa")
    expect(page.locator("input[name=decision]")).to_have_count(0)
    click(page, "Về dự thảo để sửa", heading="Kế hoạch cải cách hành chính năm 2026")
    page.get_by_role("row", name="Hồ sơ nộp trực tuyến").filter(has_text="50").get_by_role("button").click()
    expect(page.get_by_role("row", name="Hồ sơ nộp trực tuyến")).to_have_count(1)

    codes = [
        link.split("/")[-2] for link in page.locator("[data-row-link]").evaluate_all("all => all.map(a => a.href)")
    ]
    office.open(f"/nhiem-vu/phu-luc/{PLAN}/")
    page.locator("input[type=file]").set_input_files(
        {"name": "phu-luc.xlsx", "mimeType": "application/octet-stream", "buffer": annex(sorted(codes))}
    )
    page.locator("main form button[type=submit]").click()
    expect(page.locator("main")).to_contain_text("1.315 nhiệm vụ mới", timeout=PATIENT)
    office.open(f"/cai-cach/ke-hoach/{PLAN}/du-thao/ban-hanh/")
    if page.locator("textarea[name=reason]").count():
        page.locator("textarea[name=reason]").fill("Số liệu nhập theo tháng, đã xác định mẫu số.")
    page.locator("input[name=decision]").fill("11/KH-UBND")
    page.locator("input[name=issued_on]").fill("12/01/2026")
    click(page, "Ban hành", heading="Kế hoạch cải cách hành chính năm 2026")
    relay()

    unit.sign_in("tu.phap")
    first = Assignment.objects.get(number=1)
    unit.open("/nhiem-vu/")
    unit.sees(first.code)
    unit.open(first.get_absolute_url())
    press(unit.page, "Tiếp nhận nhiệm vụ", told="Đang thực hiện")
    office.open(CARD)
    office.sees("0 trên 1.315 nhiệm vụ")

    calendar.now = MARCH
    with clock.frozen(MARCH):
        whole_way(province, make_dossier(province, at=MARCH), MARCH)
    relay()
    forget_all()
    unit.open(f"{first.get_absolute_url()}report/")
    unit.page.locator("input[name=percent]").fill("60")
    unit.page.locator("textarea[name=note]").fill("Đã rà soát xong hai nhóm")
    press(unit.page, "Báo cáo tiến độ", told="Tiến độ 60 %.")
    unit.open(f"{first.get_absolute_url()}submit/")
    unit.page.locator("input[type=file]").set_input_files(
        {"name": "bao-cao.pdf", "mimeType": "application/pdf", "buffer": PDF}
    )
    press(unit.page, "Nộp sản phẩm", told="bao-cao.pdf")
    office.open(f"{first.get_absolute_url()}accept_product/")
    press(office.page, "Nghiệm thu sản phẩm", told="Hoàn thành đúng hạn")

    finish_all_but_one()
    calendar.now = JULY
    forget_all()
    office.open(CARD)
    expect(office.page.locator("main")).to_contain_text("662 trên 1.315 nhiệm vụ", timeout=PATIENT)
    office.sees("50,34")
    office.sees("1/1")
    read_report(office)


def press(page, name: str, *, told: str) -> None:
    """Press a button and wait until its task's page tells what was done."""
    page.get_by_role("button", name=name, exact=True).first.click()
    expect(page.locator("main")).to_contain_text(told)
    expect(page.locator("main h2#story")).to_be_visible()


def read_report(office) -> None:
    """On screen, in Word, through the checker."""
    page = office.page
    office.open("/nhiem-vu/bao-cao/?co-quan=H14&ky=2026-6T")
    office.sees("đã hoàn thành 662/1.315 nhiệm vụ, đạt 50,34 %")
    office.looks_right("reform-year-report")
    with page.expect_download() as waiting:
        page.get_by_role("link", name="Tải Word").click()
    content = waiting.value.path().read_bytes()
    page.get_by_role("link", name="662", exact=True).first.click()
    expect(page.locator("h1")).to_contain_text("Nhiệm vụ cải cách hành chính")
    office.sees("662 nhiệm vụ")
    office.open("/ban-lam-viec/kiem-tra-bao-cao/")
    word = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    page.locator("input[type=file]").set_input_files({"name": "bao-cao.docx", "mimeType": word, "buffer": content})
    page.get_by_role("button", name="Kiểm tra", exact=True).click()
    expect(page.locator("#summary")).to_contain_text("Không thấy chỗ nào không khớp", timeout=PATIENT)
