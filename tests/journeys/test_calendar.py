"""A storm: the administrator sees which dates would move, closes the agency for a day, and the year shows it."""

from datetime import timedelta

from motcua.casework.dossiers.tests.factories import COMMUNE, make_dossier, make_officer
from motcua.casework.dossiers.tests.walking import accepted
from motcua.kernel import clock
from motcua.registry.organisation.public import Role
from motcua.registry.worktime.models import DayOverride
from motcua.registry.worktime.public import calendar_of


def test_a_day_is_closed_after_seeing_what_it_moves(cast, visitor, screen):
    opening = calendar_of(COMMUNE).next_opening(clock.now())
    accepted(cast, make_dossier(cast, at=opening), opening)
    day = clock.local(
        calendar_of(COMMUNE).next_opening(clock.at(clock.local(opening).date() + timedelta(days=1)))
    ).date()
    admin = make_officer("quan.tri", "Lò Thị Quản", COMMUNE, Role.ADMIN)

    visiting = visitor(screen)
    visiting.sign_in(admin.username)
    visiting.open(f"/ban-lam-viec/lich-lam-viec/?nam={day.year}")
    visiting.sees(f"Lịch làm việc {day.year}")
    visiting.looks_right("calendar-year")
    page = visiting.page
    page.locator(f"a[href*='day={day:%d/%m/%Y}']").click()
    visiting.sees("Khai báo một ngày")
    page.get_by_label("Đóng cửa", exact=True).first.check()
    page.get_by_label("Tên ngày hoặc lý do").fill("Bão số 15")
    page.get_by_role("button", name="Xem hồ sơ nào đổi hạn").click()
    page.locator("#id_legal_basis_error").wait_for()
    visiting.looks_right("calendar-declare-missing")
    page.get_by_label("Căn cứ").fill("Công điện 99/CĐ-UBND")
    page.get_by_role("button", name="Xem hồ sơ nào đổi hạn").click()
    page.get_by_text("Nếu ghi vào lịch").wait_for()
    visiting.sees("hồ sơ có hạn muộn hơn")
    assert "1" in page.locator("#moves .figure").first.inner_text().split()
    visiting.looks_right("calendar-declare")
    assert not DayOverride.objects.filter(scope=COMMUNE).exists()
    page.get_by_role("button", name="Ghi vào lịch").click()
    page.wait_for_url("**/lich-lam-viec/?co-quan=**")
    visiting.sees("Bão số 15")
    visiting.looks_right("calendar-closed")
    assert calendar_of(COMMUNE).shifts_on(day) == ()
    assert page.locator(f"td[data-look=closed] a[href*='day={day:%d/%m/%Y}']").count() == 1
