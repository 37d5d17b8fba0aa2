"""A controller at the top: the next policy, a summer's hours and a national swap, each after seeing what it moves."""

from datetime import timedelta

from motcua.casework.dossiers.tests.factories import make_dossier, make_officer
from motcua.casework.dossiers.tests.walking import accepted
from motcua.kernel import clock
from motcua.registry.organisation.public import Role
from motcua.registry.organisation.tests.factories import agency
from motcua.registry.worktime.models import ClockPolicy, DayOverride
from motcua.registry.worktime.public import calendar_of, policy_for

PROVINCE, BASIS = "H14", "Quyết định 12/2026/QĐ-UBND"
LOOK = "Xem hồ sơ nào đổi hạn"


def test_a_controller_declares_policy_hours_and_a_national_day(cast, visitor, screen):
    opening = calendar_of(PROVINCE).next_opening(clock.now() - timedelta(days=20))
    accepted(cast, make_dossier(cast, at=opening), opening)
    agency(PROVINCE, "Ủy ban nhân dân tỉnh Cao Bằng", short_name="UBND tỉnh", level="province")
    controller = make_officer("kiem.soat.tinh", "Bế Thị Soát", PROVINCE, Role.CONTROLLER)
    visiting = visitor(screen)
    visiting.sign_in(controller.username)
    page = visiting.page

    visiting.open("/ban-lam-viec/quy-dinh-tinh-han/")
    visiting.sees("Mặc định, chưa có quy định nào được khai báo")
    visiting.looks_right("policies-none")
    page.get_by_role("link", name="Khai báo quy định mới").click()
    page.get_by_label("Không tính ngày nhận, hết ngày làm việc cuối").check()
    page.get_by_label("Áp dụng cho hồ sơ tiếp nhận từ ngày").fill(f"{clock.local(opening):%d/%m/%Y}")
    page.get_by_role("button", name=LOOK).click()
    page.locator("#id_legal_basis_error").wait_for()
    visiting.looks_right("policy-missing")
    page.get_by_label("Căn cứ").fill(BASIS)
    page.get_by_role("button", name=LOOK).click()
    page.get_by_text("Nếu ghi quy định này").wait_for()
    figures = page.locator("#moves .figure").all_inner_texts()
    assert "1" in " ".join(figures).split()
    visiting.looks_right("policy-look")
    assert not ClockPolicy.objects.exists()
    page.get_by_role("button", name="Ghi quy định").click()
    page.wait_for_url("**/quy-dinh-tinh-han/")
    visiting.sees("Đang áp dụng")
    visiting.looks_right("policies")
    assert policy_for("", clock.today()).legal_basis == BASIS

    visiting.open(f"/ban-lam-viec/lich-lam-viec/gio/?co-quan={PROVINCE}")
    page.get_by_role("link", name="Khai báo giờ làm việc mới").click()
    page.get_by_label("Áp dụng từ ngày").fill("15/04/2027")
    page.get_by_label("Đến hết ngày").fill("15/10/2027")
    page.get_by_label("Thứ Hai").fill("6:30-11:00, 13:30-17:00")
    page.get_by_label("Thứ Ba").fill("chiều")
    page.get_by_label("Căn cứ").fill(BASIS)
    page.get_by_role("button", name=LOOK).click()
    page.locator("#id_day_1_error").wait_for()
    visiting.looks_right("hours-unread")
    page.get_by_label("Thứ Ba").fill("6h30–11h; 13h30–17h")
    page.get_by_role("button", name=LOOK).click()
    page.get_by_text("Nếu ghi giờ này").wait_for()
    visiting.looks_right("hours-look")
    page.get_by_role("button", name="Ghi giờ làm việc").click()
    page.wait_for_url("**/lich-lam-viec/gio/?co-quan=**")
    visiting.sees("Sắp áp dụng")
    visiting.looks_right("hours")

    visiting.open("/ban-lam-viec/lich-lam-viec/khai-bao/?scope=VN&day=31/12/2026")
    visiting.sees("Cho mọi cơ quan trong hệ thống")
    page.get_by_label("Hoán đổi", exact=True).first.check()
    page.get_by_label("Ngày làm bù").fill("26/12/2026")
    page.get_by_label("Tên ngày hoặc lý do").fill("Hoán đổi dịp Tết Dương lịch")
    page.get_by_label("Căn cứ").fill("Công văn 1/TTg-KGVX")
    page.get_by_role("button", name=LOOK).click()
    page.get_by_text("Nếu ghi vào lịch").wait_for()
    visiting.looks_right("national-look")
    page.get_by_role("button", name="Ghi vào lịch").click()
    page.wait_for_url("**/lich-lam-viec/?co-quan=VN**")
    visiting.sees("Hoán đổi dịp Tết Dương lịch")
    visiting.looks_right("national-year")
    assert DayOverride.objects.filter(scope="", declared_by=controller.username).count() == 2
