"""Thirty real procedures of the national catalogue, each walked from submission to returned result through HTTP.

Then state, dates, stops, holder, papers and result are rebuilt from the events alone into emptied tables, and compared.
"""

import gzip
import json
import shutil
import subprocess
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.test import Client

from motcua.capabilities.workflow.public import open_tasks
from motcua.casework.dossiers.models import Dossier, Draft, Slip
from motcua.casework.dossiers.public import rebuild_dossier
from motcua.casework.dossiers.tests.factories import COMMUNE, DAY_ONE, PDF, make_cast
from motcua.casework.dossiers.tests.walking import says_the_same_as_its_events
from motcua.kernel import clock
from motcua.kernel.events.relay import run_until_idle
from motcua.kernel.files.store import path_of
from motcua.registry.catalogue.public import offer_many, procedure_on

SOURCE = Path(__file__).resolve().parents[3] / "shared" / "data" / "procedures" / "procedures_open.jsonl.gz"
pytestmark = [
    pytest.mark.skipif(not SOURCE.exists(), reason="the real catalogue is not beside this checkout (../shared)"),
    pytest.mark.django_db(transaction=True),
]
HOW_MANY = 30


@pytest.fixture(scope="module")
def rows():
    with gzip.open(SOURCE, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def picked(rows):
    """Thirty across issuing agencies, fields and lengths: every n-th of those a province or commune handles."""
    local = [row for row in rows if {"tinh", "xa"} & set(row["levels"])]
    local.sort(key=lambda row: (row["issuing_agency"], row["field"], len(row["documents_raw"])))
    return local[:: max(1, len(local) // HOW_MANY)][:HOW_MANY]


def client_of(account) -> Client:
    client = Client()
    client.force_login(account)
    return client


def pdf(name="tep.pdf"):
    return SimpleUploadedFile(name, PDF, "application/pdf")


def apply_online(citizen: Client, code: str) -> Dossier:
    """All pages of applying, as a person goes through them."""
    page = citizen.get(f"/thu-tuc/{code}/")
    assert page.status_code == 200
    started = citizen.post(f"/nop-ho-so/{code}/", {"agency": COMMUNE})
    url = started["Location"]
    for _step in range(20):
        assert citizen.get(url).status_code == 200
        key = url.rstrip("/").rsplit("/", 1)[-1]
        answered = citizen.post(url, answers_for(citizen, key, url, code))
        assert answered.status_code == 302, (key, answered.status_code, answered.content.decode()[-3000:])
        url = answered["Location"]
        if url.startswith("/ho-so/"):
            return Dossier.objects.get(code=url.split("/")[2])
    raise AssertionError(f"applying for {code} never ends")


def answers_for(citizen: Client, key: str, url: str, code: str) -> dict:
    draft = Draft.objects.get(key=url.strip("/").split("/")[-2])
    procedure = procedure_on(code, clock.today())
    if key == "nguoi-yeu-cau":
        return {"owner_kind": "person", "owner_full_name": "Triệu Thị Mai", "is_for_other": "no"}
    if key == "truong-hop":
        return {"case": next(case.id for case in procedure.cases if case.is_condition)}
    if key == "giay-to":
        for case in procedure.cases:
            if not case.is_condition or case.id == draft.case_id:
                for paper in case.papers:
                    sent = citizen.post(f"/ban-nhap/{draft.key}/giay-to/{paper.id}/", {"files": pdf()})
                    assert sent.status_code == 302
        return {}
    if key == "nhan-ket-qua":
        return {"delivery_method": "counter"}
    return {}


def task_of(code: str, key: str) -> int:
    return next(task.id for task in open_tasks(code) if task.key == key)


def walk(clients: dict[str, Client], dossier: Dossier) -> None:
    """Counter, head, specialist, head, leader, counter."""
    own = f"/ban-lam-viec/ho-so/{dossier.code}/"

    def does(who: str, path: str, **given) -> None:
        answered = clients[who].post(own + path, given)
        assert answered.status_code == 302, (who, path, answered.status_code, answered.content.decode()[-2000:])
        assert clients[who].get(own).status_code == 200
        assert says_the_same_as_its_events(dossier)

    assert clients["receiver"].get(own).status_code == 200
    does("receiver", "viec/accept/")
    does("leader", f"buoc/{task_of(dossier.code, 'assign')}/", outcome="assign", to="chuyen.vien")
    if dossier.papers.exists():
        ask = {"paper": "1", "defect-1": "Bản rõ hơn", "reason": "Bản chụp bị mờ"}
        does("specialist", "viec/request_supplement/", **ask)
        defect = dossier.supplements.get().defects.get()
        answered = clients["citizen"].post(f"/ho-so/{dossier.code}/bo-sung/", {f"defect-{defect.id}": pdf("ro.pdf")})
        assert answered.status_code == 302
    proposal = {"outcome": "propose", "result": "granted", "title": "Kết quả", "file": pdf("ket-qua.pdf")}
    does("specialist", f"buoc/{task_of(dossier.code, 'process')}/", **proposal)
    does("leader", f"buoc/{task_of(dossier.code, 'appraise')}/", outcome="agree")
    signed = clients["leader"].post("/ban-lam-viec/ky-duyet/", {"code": dossier.code})
    assert signed.status_code == 302
    does("receiver", "viec/return_result/", method="counter", taken_by="Triệu Thị Mai")
    assert clients["citizen"].get(f"/ho-so/{dossier.code}/").status_code == 200
    assert Client().get(f"/tra-cuu/{dossier.code}/").status_code == 200


def check_receipt(dossier: Dossier) -> None:
    """A valid PDF whose Vietnamese text and code can be taken out again, by programs that are not ours."""
    path = path_of(dossier.slips.get(form=Slip.Form.RECEIPT).file.sha256)
    info = subprocess.run(["pdfinfo", path], capture_output=True, text=True, check=True).stdout
    assert "Pages:" in info
    words = subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, text=True, check=True).stdout
    assert dossier.code in words
    assert "GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ" in words.upper()
    assert "Triệu Thị Mai" in words


def picture(dossier: Dossier) -> dict:
    """What can be told from events: state, dates, stops, papers, result, holder."""
    row = Dossier.objects.get(pk=dossier.pk)
    names = ("state", "agency_code", "receiving_agency_code", "fee_state", "fee_amount", "delivery_state",
             "submitted_at", "accepted_at", "competent_received_at", "due_at", "appointed_at", "ended_at",
             "returned_at",
             "register_number", "register_year", "allowance_amount", "allowance_unit")  # fmt: skip
    return {
        **{name: getattr(row, name) for name in names},
        "stops": list(row.stops.values_list("kind", "from_at", "to_at")),
        "papers": list(row.papers.values_list("number", "code", "originals", "copies")),
        "files": sorted(row.papers.values_list("number", "files__file__sha256")),
        "results": list(
            row.results.filter(recalled_at=None).values_list("outcome", "file__sha256", "signed_by", "signed_at")
        ),
        "holders": [(task.key, task.role, task.username) for task in open_tasks(row.code)],
    }


def test_thirty_real_procedures_are_walked_and_told_again_from_their_events(rows, tmp_path):
    cast = make_cast()
    wanted = [row for row in picked(rows) if row["code"] != cast.procedure.code]
    source = tmp_path / "picked.jsonl"
    source.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in wanted), encoding="utf-8")
    call_command("import_procedures", str(source), valid_from="2026-01-01", verbosity=0)
    codes = [row["code"] for row in wanted if procedure_on(row["code"], clock.today())]
    assert len(codes) >= HOW_MANY - 2
    offer_many(codes, [COMMUNE], valid_from=DAY_ONE, actor="test", at=clock.now())
    clients = {name: client_of(getattr(cast, name)) for name in ("citizen", "receiver", "specialist", "leader")}
    walked = []
    for code in codes:
        dossier = apply_online(clients["citizen"], code)
        walk(clients, dossier)
        walked.append(dossier)
    assert run_until_idle() > 0
    for dossier in walked:
        assert Dossier.objects.get(pk=dossier.pk).national_code == 10
        if shutil.which("pdftotext"):
            check_receipt(dossier)
    before = {dossier.code: picture(dossier) for dossier in walked}
    for dossier in walked:
        rebuild_dossier(dossier.code)
        assert picture(dossier) == before[dossier.code]
