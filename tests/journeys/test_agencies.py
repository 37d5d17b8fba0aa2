"""An administrator keeps the list of agencies: a new one, its counter, a merger to come, a table with a faulty line."""

from motcua.casework.dossiers.tests.factories import COMMUNE, make_officer
from motcua.registry.organisation.models import Agency, Unit
from motcua.registry.organisation.public import Role
from motcua.registry.organisation.tests.factories import agency

TABLE = "Mã cơ quan,Tên đầy đủ,Cấp hoặc loại,Từ ngày\nH14.90,Xã Mới,Cấp xã,01/07/2025\nXX,Xã Sai,Cấp xã,01/07/2025\n"


def test_agencies_are_added_merged_and_brought_in(cast, visitor, screen):
    agency("H14", "Ủy ban nhân dân tỉnh Cao Bằng", short_name="UBND tỉnh", level="province")
    make_officer("quan.tri", "Nông Văn Quản", "H14", Role.ADMIN)
    admin = visitor(screen)
    page = admin.page
    admin.sign_in("quan.tri")
    admin.open("/ban-lam-viec/co-quan/")
    admin.sees(COMMUNE)
    admin.looks_right("agencies")
    page.get_by_role("link", name="Thêm cơ quan").click()
    page.get_by_label("Mã định danh").fill("SYT")
    page.get_by_label("Tên đầy đủ").fill("Sở Y tế tỉnh Cao Bằng")
    page.get_by_label("Cấp", exact=True).select_option("department")
    page.get_by_role("button", name="Thêm cơ quan").click()
    page.locator("#id_code_error").wait_for()
    admin.looks_right("agency-new")
    page.get_by_label("Mã định danh").fill("H14.12")
    page.get_by_role("button", name="Thêm cơ quan").click()
    page.wait_for_url("**/co-quan/H14.12/")
    page.get_by_role("link", name="Thêm phòng, ban").click()
    page.get_by_label("Mã phòng, ban").fill("MOT-CUA")
    page.get_by_label("Tên", exact=True).fill("Bộ phận Một cửa")
    page.get_by_label("Bộ phận Một cửa", exact=True).check()
    admin.looks_right("unit-new")
    page.get_by_role("button", name="Thêm phòng, ban").click()
    page.wait_for_url("**/co-quan/H14.12/")
    admin.sees("MOT-CUA")
    assert Unit.objects.get(agency_code="H14.12").kind == "counter"

    admin.open(f"/ban-lam-viec/co-quan/{COMMUNE}/ket-thuc/")
    admin.sees("phân công cán bộ")
    admin.looks_right("agency-end")
    page.locator("#id_successor").select_option("H14.12")
    page.get_by_label("Không còn từ ngày").fill("01/01/2099")
    page.locator("main form button[type=submit]").click()
    page.wait_for_url("**/co-quan/H14.12/")
    admin.looks_right("agency-successor")
    admin.open(f"/ban-lam-viec/co-quan/{COMMUNE}/")
    admin.sees("Cơ quan kế tục")
    admin.looks_right("agency-ending")

    for name in ("doi", "sap-nhap", "chuyen", "tach"):
        admin.open(f"/ban-lam-viec/co-quan/H14.12/{name}/")
        admin.looks_right(f"agency-{name}")
    admin.open("/ban-lam-viec/co-quan/nhap-bang/")
    page.get_by_label("Bảng", exact=True).set_input_files(
        {"name": "co-quan.csv", "mimeType": "text/csv", "buffer": TABLE.encode()}
    )
    page.get_by_role("button", name="Nhập bảng").click()
    page.locator("#faults").wait_for()
    admin.looks_right("agencies-table")
    assert not Agency.objects.filter(code="H14.90").exists()
