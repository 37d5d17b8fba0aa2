import shutil
import subprocess
import sys
import threading
from datetime import UTC, datetime

import pytest

from motcua.kernel.printing.pdf import TemplateMissing, render_pdf
from motcua.kernel.printing.qr import qr_svg

AT = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
SMALL = "aàảãáạ ăằẳẵắặ âầẩẫấậ bcdđ eèẻẽéẹ êềểễếệ gh iìỉĩíị klmn oòỏõóọ ôồổỗốộ ơờởỡớợ pqrst uùủũúụ ưừửữứự vx yỳỷỹýỵ"
LETTERS = f"{SMALL} {SMALL.upper()}"
LINK = "https://motcua.example/tra-cuu/H14.31-261123-0001"
needs_poppler = pytest.mark.skipif(
    not (shutil.which("pdftotext") and shutil.which("pdfinfo")), reason="poppler-utils is not installed"
)


def sheet(**changes):
    head = {
        "title": "Giấy tiếp nhận hồ sơ và hẹn trả kết quả",
        "above": "Ủy ban nhân dân tỉnh",
        "agency": "Ủy ban nhân dân xã Bảo Lạc",
        "code": "H14.31-261123-0001",
        "qr": qr_svg(LINK).decode(),
        "link": LINK,
        "place": "Bảo Lạc",
        "day": "ngày 23 tháng 11 năm 2026",
        "form": "01",
        "note": "Bản in lại",
    }
    return {
        "sheet": head,
        "body": f"Đã nhận hồ sơ. {LETTERS}",
        "papers": ["Tờ khai đăng ký khai sinh", "Giấy chứng sinh"],
        "letters": LETTERS,
        "signers": [["NGƯỜI NỘP HỒ SƠ", "Hoàng Thị Mai"], ["NGƯỜI TIẾP NHẬN HỒ SƠ", ""]],
    } | changes


def read(pdf, program):
    output = ["-"] if program == "pdftotext" else []
    done = subprocess.run([program, "-", *output], input=pdf, capture_output=True, check=True)
    return done.stdout.decode()


@needs_poppler
def test_every_vietnamese_letter_can_be_read_back_in_both_typefaces():
    text = read(render_pdf("printing/specimen.typ", sheet()), "pdftotext")
    words = text.split()
    for word in LETTERS.split():
        assert words.count(word) == 2


@needs_poppler
def test_a_slip_carries_header_code_title_day_and_signatures():
    text = " ".join(read(render_pdf("printing/specimen.typ", sheet()), "pdftotext").split())
    for said in (
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập – Tự do – Hạnh phúc",
        "ỦY BAN NHÂN DÂN XÃ BẢO LẠC",
        "Mã hồ sơ: H14.31-261123-0001",
        "Bảo Lạc, ngày 23 tháng 11 năm 2026",
        "GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ",
        "Hoàng Thị Mai",
        "Mẫu số 01",
        "Bản in lại",
    ):
        assert said in text


@needs_poppler
def test_the_pdf_is_tagged_titled_declared_for_archives_and_of_one_page():
    pdf = render_pdf("printing/specimen.typ", sheet())
    said = read(pdf, "pdfinfo")
    assert "Title:           Giấy tiếp nhận hồ sơ và hẹn trả kết quả" in said
    assert "Tagged:          yes" in said
    assert "Pages:           1" in said
    assert b"pdfaid" in pdf
    assert b"pdfuaid" in pdf


def test_the_same_data_at_the_same_moment_give_the_same_bytes():
    first, second = (render_pdf("printing/specimen.typ", sheet(), at=AT) for _ in range(2))
    assert first == second


def test_a_sign_that_no_font_has_does_not_stop_the_slip():
    pdf = render_pdf("printing/specimen.typ", sheet(body="Nguyễn 中\ue000😀"))
    assert pdf.startswith(b"%PDF-")


@needs_poppler
def test_what_people_wrote_is_text_and_never_a_command():
    body = '#panic() *sao* $x$ #read("/etc/passwd") @ai <b> \\ "nháy"'
    text = read(render_pdf("printing/specimen.typ", sheet(body=body)), "pdftotext")
    assert " ".join(body.split()) in " ".join(text.split())


def test_several_threads_may_print_at_once():
    pdfs = {}

    def draw(number):
        pdfs[number] = render_pdf("printing/specimen.typ", sheet(body=str(number)), at=AT)

    threads = [threading.Thread(target=draw, args=(number,)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(set(pdfs.values())) == 6


def test_an_unknown_template_is_named():
    with pytest.raises(TemplateMissing, match=r"printing/no\.typ"):
        render_pdf("printing/no.typ", {})


def test_typst_is_loaded_by_the_first_sheet_and_not_before():
    code = "import sys, motcua.kernel.printing.pdf; sys.exit('typst' in sys.modules)"
    subprocess.run([sys.executable, "-c", code], check=True)


@needs_poppler
def test_the_qr_code_is_a_vector_image_of_the_link():
    svg = qr_svg(LINK)
    assert svg.startswith(b"<?xml")
    assert b"<path" in svg
    assert qr_svg(LINK) == svg != qr_svg(LINK + "?")
