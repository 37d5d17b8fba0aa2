"""Files that are not what they say, too large, empty or hostile: refused in words, the draft kept, nothing stored."""

import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from motcua.capabilities.workflow.public import open_tasks
from motcua.casework.dossiers.models import Draft, PaperFile, Result
from motcua.casework.dossiers.tests import walking
from motcua.casework.dossiers.tests.factories import MONDAY, PDF, make_dossier
from motcua.kernel.files.models import StoredFile


def bomb() -> bytes:
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", b"0" * 60_000_000)
    return kept.getvalue()


HOSTILE = {
    "empty": (b"", "to-khai.pdf", "trống"),
    "html": (b"<html><script>alert(1)</script></html>", "to-khai.pdf", "không phải"),
    "png": (b"\x89PNG\r\n\x1a\n" + b"0" * 500, "to-khai.pdf", "không phải"),
    "zip": (bomb(), "to-khai.pdf", "không phải"),
    "bomb": (bomb(), "don.docx", "nén"),
    "program": (b"MZ" + b"\0" * 500, "chay.exe", "không nhận"),
    "large": (PDF + b"0" * (100 * 1024 * 1024), "to-khai.pdf", "MB"),
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_a_hostile_file_is_refused_and_the_draft_kept(citizen, cast, draft, kind):
    content, name, said = HOSTILE[kind]
    paper = cast.procedure.cases[0].papers[0]
    url = f"/ban-nhap/{draft.key}/giay-to/{paper.id}/"
    citizen.post(url, {"files": SimpleUploadedFile("truoc.pdf", PDF, "application/pdf")})
    answered = citizen.post(url, {"files": SimpleUploadedFile(name, content, "application/pdf")})
    assert answered.status_code == 422
    assert said in answered.content.decode()
    assert [file["name"] for file in Draft.objects.get().files[str(paper.id)]] == ["truoc.pdf"]
    assert StoredFile.objects.count() == 1


@pytest.mark.parametrize(
    "name", ["a\x00b\x07.pdf", "../../etc/passwd.pdf", "x" * 5000 + ".pdf", "\u202efdp.exe.pdf", ".pdf"]
)
def test_a_strange_name_is_made_plain(citizen, cast, draft, name):
    paper = cast.procedure.cases[0].papers[0]
    url = f"/ban-nhap/{draft.key}/giay-to/{paper.id}/"
    answered = citizen.post(url, {"files": SimpleUploadedFile(name, PDF, "application/pdf")})
    assert answered.status_code in {302, 400, 422}
    for kept in StoredFile.objects.values_list("name", flat=True):
        assert len(kept) <= 200
        assert kept.isprintable()
        assert "/" not in kept


def test_a_hostile_supplement_is_refused_and_the_request_stays_open(citizen, cast, sign_in):
    dossier = make_dossier(cast)
    asked = {"paper": "2", "defect-2": "Bản chính", "reason": "Thiếu"}
    sign_in("receiver").post(f"/ban-lam-viec/ho-so/{dossier.code}/viec/request_supplement/", asked)
    defect = dossier.supplements.get().defects.get()
    before = PaperFile.objects.count()
    hostile = SimpleUploadedFile("chung-sinh.pdf", b"<html></html>")
    answered = citizen.post(f"/ho-so/{dossier.code}/bo-sung/", {f"defect-{defect.id}": hostile})
    assert answered.status_code == 422
    assert "không phải" in answered.content.decode()
    assert dossier.supplements.filter(provided_at=None).exists()
    assert PaperFile.objects.count() == before


def test_a_hostile_result_is_refused_and_the_step_stays(cast, sign_in):
    dossier = walking.assigned(cast, walking.accepted(cast, make_dossier(cast), MONDAY), MONDAY + walking.HOUR)
    task = open_tasks(dossier.code)[0]
    proposal = {"outcome": "propose", "result": "granted", "title": "Kết quả", "file": SimpleUploadedFile("a.pdf", b"")}
    answered = sign_in("specialist").post(f"/ban-lam-viec/ho-so/{dossier.code}/buoc/{task.id}/", proposal)
    assert answered.status_code == 422
    assert not Result.objects.exists()
    assert [one.id for one in open_tasks(dossier.code)] == [task.id]
