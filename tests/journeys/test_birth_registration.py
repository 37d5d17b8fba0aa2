"""Journey (a): a birth is registered on a phone, a paper is missing, the result comes back and is looked up by QR."""

import pytest

from motcua.casework.dossiers.models import Dossier
from motcua.casework.dossiers.tests.factories import PDF

FILE = {"name": "to-khai.pdf", "mimeType": "application/pdf", "buffer": PDF}


@pytest.mark.usefixtures("letters")
def test_a_birth_is_registered_from_the_phone_to_the_result(cast, visitor, screen, relay, letters):
    citizen, counter, specialist, leader = visitor(screen), visitor(), visitor(), visitor()

    citizen.open("/thu-tuc/?q=lam+giay+khai+sinh")
    citizen.looks_right("citizen-search")
    citizen.open(f"/thu-tuc/{cast.procedure.code}/")
    citizen.looks_right("citizen-procedure")
    citizen.sign_in(cast.citizen.username)
    citizen.open(f"/nop-ho-so/{cast.procedure.code}/")
    citizen.looks_right("citizen-start")
    citizen.page.get_by_role("button", name="Bắt đầu").click()
    citizen.looks_right("citizen-people")
    citizen.page.get_by_role("button", name="Tiếp tục").click()
    citizen.looks_right("citizen-papers")
    citizen.page.locator("input[type=file][name=files]").first.set_input_files(FILE)
    citizen.sees("to-khai.pdf")
    citizen.page.get_by_role("button", name="Bỏ tệp to-khai.pdf").wait_for()
    citizen.page.get_by_role("button", name="Tiếp tục").click()
    citizen.looks_right("citizen-delivery")
    citizen.page.get_by_role("button", name="Tiếp tục").click()
    citizen.looks_right("citizen-review")
    citizen.page.get_by_role("button", name="Nộp hồ sơ").click()
    citizen.sees("Hồ sơ của bạn đã được gửi")
    citizen.looks_right("citizen-sent")
    code = Dossier.objects.get().code
    relay()

    counter.sign_in(cast.receiver.username)
    counter.open("/ban-lam-viec/")
    counter.sees(code)
    counter.looks_right("counter-inbox")
    counter.open(f"/ban-lam-viec/ho-so/{code}/")
    counter.looks_right("counter-dossier")
    counter.page.get_by_role("link", name="Yêu cầu bổ sung").click()
    counter.looks_right("counter-supplement")
    counter.page.get_by_label("Giấy chứng sinh", exact=True).check()
    counter.page.get_by_label("Cần bổ sung gì ở Giấy chứng sinh").fill("Chưa có giấy chứng sinh")
    counter.page.get_by_label("Căn cứ, lý do").fill("Điều 16 Luật Hộ tịch")
    counter.page.get_by_role("button", name="Yêu cầu bổ sung").click()
    counter.sees("Đang chờ bổ sung")
    relay()

    citizen.open(f"/ho-so/{code}/")
    citizen.sees("Chưa có giấy chứng sinh")
    citizen.looks_right("citizen-asked")
    citizen.page.get_by_role("link", name="Nộp bổ sung").click()
    citizen.looks_right("citizen-supplement")
    citizen.page.locator("input[type=file][name^=defect]").set_input_files({**FILE, "name": "chung-sinh.pdf"})
    citizen.page.get_by_role("button", name="Gửi giấy tờ bổ sung").click()
    citizen.sees("Mới đăng ký")

    counter.open(f"/ban-lam-viec/ho-so/{code}/")
    counter.page.get_by_role("button", name="Tiếp nhận", exact=True).click()
    counter.sees("Được tiếp nhận")
    relay()

    leader.sign_in(cast.leader.username)
    leader.open(f"/ban-lam-viec/ho-so/{code}/")
    leader.page.get_by_label("Giao cho").select_option(label="Nông Văn Thụ")
    leader.page.get_by_role("button", name="Phân công").click()
    leader.sees("Đang xử lý")

    specialist.sign_in(cast.specialist.username)
    specialist.open(f"/ban-lam-viec/ho-so/{code}/")
    specialist.page.get_by_role("link", name="Soạn kết quả và trình").click()
    specialist.looks_right("specialist-result")
    specialist.page.locator("input[type=file][name=file]").set_input_files({**FILE, "name": "ket-qua.pdf"})
    specialist.page.get_by_label("Tên văn bản kết quả").fill("Giấy khai sinh")
    specialist.page.get_by_role("button", name="Trình thẩm định").click()
    specialist.page.wait_for_url(f"**/{code}/")

    leader.open(f"/ban-lam-viec/ho-so/{code}/")
    leader.page.get_by_role("button", name="Đồng ý, trình ký").click()
    leader.open("/ban-lam-viec/ky-duyet/")
    leader.looks_right("leader-signing")
    leader.page.get_by_role("checkbox").check()
    leader.page.get_by_role("button", name="Ký các hồ sơ đã chọn").click()
    leader.sees("Không có hồ sơ nào chờ ký")
    relay()

    citizen.open(f"/ho-so/{code}/")
    citizen.sees("Đã có kết quả")
    citizen.looks_right("citizen-result")
    with citizen.page.expect_download() as download:
        citizen.page.get_by_role("link", name="Tải kết quả").click()
    assert download.value.suggested_filename == "ket-qua.pdf"

    counter.open(f"/ban-lam-viec/ho-so/{code}/viec/return_result/")
    counter.looks_right("counter-return")
    counter.page.get_by_role("button", name="Trả kết quả").click()
    counter.sees("Đã trả kết quả")
    relay()

    anyone = visitor(screen)
    anyone.open(f"/tra-cuu/{code}/")
    anyone.sees("Đã trả kết quả")
    anyone.sees("T**** T** M**")
    anyone.looks_right("anyone-lookup")
    subjects = [letter for letter in letters.received if code.encode() in letter]
    assert len(subjects) >= 5
