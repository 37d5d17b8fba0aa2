"""An administrator brings in an officer, who chooses a password of her own; the posting ends on a day."""

from motcua.casework.dossiers.tests.factories import COMMUNE, make_officer
from motcua.registry.organisation.models import Posting
from motcua.registry.organisation.public import Role
from motcua.registry.people.models import Account

OWN = "bang lang tim 2026"


def test_an_officer_is_added_and_chooses_a_password(cast, visitor, screen):
    make_officer("quan.tri", "Nông Văn Quản", COMMUNE, Role.ADMIN)
    admin, page = (visiting := visitor(screen)), visiting.page
    admin.sign_in("quan.tri")
    admin.open("/ban-lam-viec/can-bo/")
    admin.sees(cast.receiver.full_name)
    admin.looks_right("officers")
    page.get_by_role("link", name="Thêm cán bộ").click()
    page.get_by_label("Họ và tên").fill("Hoàng Thị Mai")
    page.get_by_label("Tên đăng nhập").fill("tiep.nhan")
    page.get_by_label("Cơ quan, phòng ban").select_option(COMMUNE)
    page.get_by_label("Tiếp nhận và trả kết quả").check()
    page.get_by_role("button", name="Thêm cán bộ").click()
    page.locator("#id_username_error").wait_for()
    admin.looks_right("officer-taken")
    page.get_by_label("Tên đăng nhập").fill("mai.ht")
    page.get_by_role("button", name="Thêm cán bộ").click()
    password = page.locator("#one-time strong").inner_text()
    admin.looks_right("officer-added")

    mai = visitor(screen)
    mai.open("/dang-nhap/")
    mai.page.get_by_label("tên đăng nhập").fill("mai.ht")
    mai.page.get_by_label("Mật khẩu", exact=True).fill(password)
    mai.page.locator("main form button[type=submit]").click()
    mai.page.wait_for_url("**/doi-mat-khau/")
    mai.looks_right("own-password")
    mai.page.get_by_label("Mật khẩu một lần").fill(password)
    mai.page.get_by_label("Mật khẩu mới", exact=True).fill(OWN)
    mai.page.get_by_label("Nhập lại mật khẩu mới").fill(OWN)
    mai.page.get_by_role("button", name="Đổi mật khẩu").click()
    mai.page.wait_for_url("**/ban-lam-viec/")
    assert Account.objects.get(username="mai.ht").check_password(OWN)

    admin.open("/ban-lam-viec/can-bo/mai.ht/phan-cong/")
    admin.looks_right("posting-new")
    admin.open("/ban-lam-viec/can-bo/mai.ht/")
    page.locator("main table a").click()
    page.get_by_label("Ngày cuối").fill("31/12/2099")
    admin.looks_right("posting-end")
    page.get_by_role("button", name="Ghi ngày kết thúc").click()
    page.wait_for_url("**/can-bo/mai.ht/")
    admin.sees("31/12/2099")
    assert Posting.objects.get(username="mai.ht").valid_to is not None
