import threading
from datetime import datetime
from pathlib import Path

import pytest
from csp.middleware import CSPMiddleware
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile, TemporaryUploadedFile
from django.test import RequestFactory

from motcua.kernel import clock
from motcua.kernel.errors import InvalidInput
from motcua.kernel.files.kinds import BOMB, MOST_MEMBERS, NOT_ALLOWED, NOT_WHAT_IT_SAYS, WITH_MACROS, clean_name
from motcua.kernel.files.models import StoredFile
from motcua.kernel.files.store import EMPTY, TOO_LARGE, download, open_file, path_of, read_file, store_file
from motcua.kernel.files.tests.factories import DOCX, HTML, JPEG, PDF, PNG, XLSX, office, zipped

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 23, 9, 0, tzinfo=clock.LOCAL)


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path):
    settings.FILES_ROOT = tmp_path / "files"


def store(content, name="giấy tờ.pdf", **options):
    return store_file(content, name=name, at=AT, **options)


def refusal(content, name="giấy tờ.pdf", **options):
    with pytest.raises(InvalidInput) as refused:
        store(content, name, **options)
    assert not StoredFile.objects.exists()
    assert not list(Path(path_of("ab" * 32)).parents[2].glob("**/*"))
    return refused.value


def contents_on_disk(settings):
    return [path for path in Path(settings.FILES_ROOT).glob("**/*") if path.is_file()]


@pytest.mark.parametrize(
    ("content", "name", "media_type"),
    [
        (PDF, "a.pdf", "application/pdf"),
        (PNG, "a.PNG", "image/png"),
        (JPEG, "ảnh.jpg", "image/jpeg"),
        (JPEG, "ảnh.jpeg", "image/jpeg"),
        (DOCX, "đơn.docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        (XLSX, "bảng.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    ],
)
def test_a_file_is_kept_and_read_back(content, name, media_type):
    stored = store(content, name)
    assert (stored.name, stored.media_type, stored.size, stored.stored_at) == (name, media_type, len(content), AT)
    assert read_file(stored) == content
    with open_file(stored) as file:
        assert file.read() == content


def test_the_same_content_lies_once_on_disk_under_its_digest(settings):
    first, second = store(PDF, "một.pdf"), store(PDF, "hai.pdf")
    assert first.pk != second.pk
    assert contents_on_disk(settings) == [path_of(first.sha256)]
    assert path_of(first.sha256).relative_to(settings.FILES_ROOT).parts == (
        first.sha256[:2],
        first.sha256[2:4],
        first.sha256,
    )


def test_an_upload_from_memory_or_disk_is_kept_like_bytes():
    large = TemporaryUploadedFile("ảnh.png", "image/png", 0, None)
    large.write(PNG * 3)
    large.size = len(PNG) * 3
    assert read_file(store(large, "ảnh.png")) == PNG * 3
    assert read_file(store(SimpleUploadedFile("b.pdf", PDF), "b.pdf")) == PDF


def test_two_threads_may_keep_the_same_content_at_once(settings):
    from motcua.kernel.files.store import _keep

    together, digests = threading.Barrier(8), []

    def keep():
        together.wait()
        digests.append(_keep(ContentFile(PDF * 1000)))

    threads = [threading.Thread(target=keep) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(set(digests)) == 1
    assert [path.read_bytes() for path in contents_on_disk(settings)] == [PDF * 1000]


def test_an_empty_file_is_refused():
    assert refusal(b"").text == EMPTY


def test_a_file_above_the_limit_is_refused_with_its_size_and_the_limit(settings):
    settings.FILE_MAX_BYTES = 2 * 1024 * 1024
    error = refusal(PDF + bytes(2_600_000), "bản vẽ.pdf")
    assert error.text == TOO_LARGE
    assert "«bản vẽ.pdf» nặng 2,5 MB, quá mức 2 MB" in str(error)


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (HTML, "a.pdf"),
        (b"junk " + PDF, "a.pdf"),
        (DOCX, "a.pdf"),
        (PDF, "a.png"),
        (PNG, "a.jpg"),
        (XLSX, "a.docx"),
        (zipped({"x.txt": b"x"}), "a.docx"),
        (PDF, "a.xlsx"),
        (DOCX[: len(DOCX) // 2], "a.docx"),
        (b"PK\x05\x06" + bytes(5), "a.docx"),
        (b"x", "a.jpg"),
    ],
)
def test_content_that_is_not_what_the_name_says_is_refused(content, name):
    assert refusal(content, name).text == NOT_WHAT_IT_SAYS


@pytest.mark.parametrize("name", ["a.html", "a.exe", "a.svg", "a", "", "a.pdf.exe", "a." + "x" * 500])
def test_other_kinds_are_refused_and_the_allowed_ones_named(name):
    error = refusal(HTML, name)
    assert error.text == NOT_ALLOWED
    assert "PDF, JPG, PNG, DOCX, XLSX" in str(error)


def test_a_caller_may_allow_less():
    assert str(refusal(JPEG, "a.jpg", allowed={"pdf"})).endswith("Hãy dùng PDF.")


@pytest.mark.parametrize(
    "bomb",
    [
        office("word", **{"word/media/zeros": bytes(30_000_000)}),
        zipped({"[Content_Types].xml": b"", **{f"word/{n}": b"" for n in range(MOST_MEMBERS)}}),
        b"PK\x03\x04" + b"PK\x05\x06" + bytes(8) + b"\xff\xff\xff\xff" + bytes(6),
    ],
    ids=["ratio", "members", "directory"],
)
def test_a_zip_bomb_is_refused_without_being_unpacked(bomb):
    assert refusal(bomb, "đơn.docx").text == BOMB


def test_a_document_with_macros_is_refused():
    assert refusal(office("word", **{"word/vbaProject.bin": b"x"}), "a.docx").text == WITH_MACROS


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/passwd.pdf", "passwd.pdf"),
        ("C:\\Hồ sơ\\giấy khai sinh.pdf", "giấy khai sinh.pdf"),
        ("a\x00b\r\nc\u202e.pdf", "abc.pdf"),
        ("a\tb\n.pdf", "ab.pdf"),
        ("  .pdf", "pdf"),
        ("..", "tep"),
        ("", "tep"),
        ("x" * 500 + ".pdf", "x" * 176 + ".pdf"),
        ("a." + "x" * 500, "a." + "x" * 178),
    ],
)
def test_names_are_cleaned_of_folders_and_unseen_signs(given, kept):
    assert clean_name(given) == kept


def test_a_download_is_never_a_page_of_ours():
    response = download(store(PDF, "giấy khai sinh.pdf"))
    assert b"".join(response.streaming_content) == PDF
    assert response["Content-Disposition"] == "attachment; filename*=utf-8''gi%E1%BA%A5y%20khai%20sinh.pdf"
    assert response["Content-Type"] == "application/pdf"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in response["Content-Security-Policy"]
    assert response["Cache-Control"] == "private, no-store"


def test_only_pictures_and_pdf_are_shown_in_place():
    assert download(store(PNG, "a.png"), inline=True)["Content-Disposition"].startswith("inline")
    assert download(store(DOCX, "a.docx"), inline=True)["Content-Disposition"].startswith("attachment")
    shown = download(store(PDF), inline=True)
    assert shown["Content-Disposition"].startswith("inline")
    assert "sandbox" not in shown["Content-Security-Policy"]


def test_the_policy_of_a_file_survives_the_policy_of_pages():
    response = CSPMiddleware(lambda _request: download(store(PDF)))(RequestFactory().get("/"))
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox; frame-ancestors 'self'"
