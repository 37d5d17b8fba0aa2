"""An administrator makes a register with forms alone; a published version is never edited."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from motcua.capabilities.registers.actions.records import write_record
from motcua.capabilities.registers.models import Record, RegisterDraft, RegisterVersion
from motcua.capabilities.registers.queries.definitions import version_on
from motcua.capabilities.registers.queries.lookup import Finder
from motcua.capabilities.registers.tests.factories import COMMUNE, load, person, province, typed, written
from motcua.kernel import clock
from motcua.registry.organisation.rules import Role
from motcua.registry.people.tests.factories import AT

pytestmark = pytest.mark.django_db
NEW = {"do": "begin", "name": "Sổ cây xanh", "code": "cay-xanh", "singular": "cây", "group": "Đô thị"}


@pytest.fixture(autouse=True)
def _today():
    with clock.frozen(AT):
        yield


@pytest.fixture
def admin(client):
    province()
    client.force_login(person("quan.tri", Role.ADMIN))
    return client


def url(name, *args):
    return reverse(f"registers:{name}", args=args)


def save(admin, part, number=0, register="cay-xanh", **typed_in):
    edition = RegisterDraft.objects.get(register=register).edition
    return admin.post(url("definition-part", register, part, number), {"edition": edition, **typed_in})


def do(admin, what, register="cay-xanh"):
    return admin.post(url("definition", register), {"do": what})


def test_a_register_is_made_without_code_and_works_at_once(admin):
    assert admin.post(url("new-definition"), NEW).status_code == 302
    assert save(admin, "fields", label="Loài", type="choice", options="Phượng\nxoan: Xoan đào").status_code == 302
    assert save(admin, "fields", label="Chiều cao", type="number", decimals="1", unit="m").status_code == 302
    assert save(admin, "states", name="Đã chặt", tone="off", final="1").status_code == 302
    way = {"name": "Chặt", "from": ["open"], "to": "da_chat", "roles": ["head"], "when": "chieu_cao >= 2,5"}
    assert save(admin, "moves", **way, refusal="cây chưa cao").status_code == 302
    share = {"name": "Cây cao", "unit": "%", "upper_where": "chieu_cao >= 10\nstate != da_chat", "has_denominator": "1"}
    assert save(admin, "counts", **share).status_code == 302
    kept = RegisterDraft.objects.get(register="cay-xanh").written
    assert kept["fields"][1]["options"] == [
        {"code": "phuong", "label": "Phượng"},
        {"code": "xoan", "label": "Xoan đào"},
    ]
    assert kept["counts"][1]["numerator"]["where"] == [
        {"field": "chieu_cao", "least": 10},
        {"field": "state", "not": "da_chat"},
    ]
    assert "chieu_cao &gt;= 2,5" in admin.get(url("definition-part", "cay-xanh", "moves", 2)).content.decode()
    assert "Xoan đào" in admin.get(url("try-definition", "cay-xanh")).content.decode()
    assert do(admin, "publish").status_code == 302
    keeper = Client()
    keeper.force_login(person("ghi.so", Role.HEAD))
    form = {"name": "Cây số 1", "loai": "xoan", "chieu_cao": "12,5", "agency_code": COMMUNE}
    with clock.frozen(AT):
        assert keeper.post(url("add", "cay-xanh"), form).status_code == 302


def test_what_speaks_against_publishing_is_told_before_and_refused(admin):
    admin.post(url("new-definition"), NEW)
    save(admin, "moves", 1, name="Kết thúc", to="closed", **{"from": ["open"]}, roles=["clerk"], code="close")
    words = admin.get(url("definition", "cay-xanh")).content.decode()
    assert "Chưa công bố được" in words
    assert "moves.1 (close).roles: vai trò «clerk» được ghi mà không được xem" in words
    assert do(admin, "publish").status_code == 422
    assert not RegisterVersion.objects.exists()


def test_a_line_that_is_not_understood_stays_in_its_box(admin):
    admin.post(url("new-definition"), NEW)
    page = save(admin, "counts", name="Đếm", upper_where="chiều cao lớn hơn 3")
    assert page.status_code == 422
    assert "chiều cao lớn hơn 3" in page.content.decode()


def test_two_administrators_do_not_overwrite_each_other(admin):
    admin.post(url("new-definition"), NEW)
    save(admin, "states", name="Một", tone="new")
    page = admin.post(url("definition-part", "cay-xanh", "states", 0), {"edition": 1, "name": "Hai"})
    assert page.status_code == 409
    assert len(RegisterDraft.objects.get().written["states"]) == 3


def test_parts_move_up_and_go(admin):
    admin.post(url("new-definition"), NEW)
    save(admin, "fields", label="Loài", type="text")
    admin.post(url("arrange-definition", "cay-xanh", "fields", 2), {"do": "up"})
    assert [one["code"] for one in RegisterDraft.objects.get().written["fields"]] == ["loai", "name"]
    admin.post(url("arrange-definition", "cay-xanh", "fields", 1), {"do": "remove"})
    assert [one["code"] for one in RegisterDraft.objects.get().written["fields"]] == ["name"]


def test_a_new_version_leaves_old_records_readable_as_they_were_written(admin):
    definition = load("hoa-giai")
    record = write_record("hoa-giai", agency_code=COMMUNE, given=typed(definition), lookup=Finder(), actor="x", at=AT)
    before = RegisterVersion.objects.get(register="hoa-giai").written
    assert do(admin, "begin", "hoa-giai").status_code == 302
    kinds = next(at for at, one in enumerate(before["fields"], 1) if one["code"] == "kind")
    renamed = {"label": "Loại việc", "type": "choice", "options": "family: Gia đình\nland: Đất", "code": "kind"}
    save(admin, "fields", kinds, "hoa-giai", required="1", **renamed)
    fee = next(at for at, one in enumerate(before["fields"], 1) if one["code"] == "fee")
    admin.post(url("arrange-definition", "hoa-giai", "fields", fee), {"do": "remove"})
    words = admin.get(url("definition", "hoa-giai")).content.decode()
    assert "phiên bản mới bỏ trường «Thù lao vụ việc»" in words
    assert do(admin, "publish", "hoa-giai").status_code == 302
    assert RegisterVersion.objects.get(register="hoa-giai", number=1).written == before
    assert version_on("hoa-giai").number == 2
    reader = Client()
    reader.force_login(person("doc.so", Role.HEAD))
    page = reader.get(record.get_absolute_url()).content.decode()
    assert "Hôn nhân, gia đình" in page
    assert "Thù lao vụ việc" in page
    assert "theo phiên bản 1 của sổ" in page
    assert "Hôn nhân, gia đình" in reader.get(url("list", "hoa-giai")).content.decode()


def test_a_state_that_records_stand_in_cannot_be_dropped(admin):
    definition = load("thu-dien-tu")
    record = write_record(
        "thu-dien-tu", agency_code=COMMUNE, given=typed(definition), lookup=Finder(), actor="x", at=AT
    )
    Record.objects.filter(pk=record.pk).update(state="locked")
    do(admin, "begin", "thu-dien-tu")
    draft = RegisterDraft.objects.get()
    draft.written["states"] = [one for one in draft.written["states"] if one["code"] != "locked"]
    draft.written["moves"] = [{**draft.written["moves"][2], "from": ["open"]}]
    draft.save()
    page = do(admin, "publish", "thu-dien-tu")
    assert page.status_code == 422
    assert "bỏ trạng thái «Đã khoá» mà 1 bản ghi đang ở đó" in page.content.decode()


def test_a_definition_goes_out_as_a_file_and_comes_in_as_one(admin):
    load("sao-luu")
    file = admin.get(url("download-definition", "sao-luu"))
    assert json.loads(file.content) == written("sao-luu")
    other = {**written("sao-luu"), "code": "sao-luu-hai"}
    upload = SimpleUploadedFile("x.json", json.dumps(other).encode())
    assert admin.post(url("new-definition"), {"do": "file", "file": upload}).status_code == 302
    assert do(admin, "publish", "sao-luu-hai").status_code == 302
    broken = SimpleUploadedFile("x.json", b'{"code": "a"')
    assert admin.post(url("new-definition"), {"do": "file", "file": broken}).status_code == 422


def test_who_may_not_define_is_refused(admin):
    admin.post(url("new-definition"), NEW)
    other = Client()
    other.force_login(person("chuyen.vien", Role.SPECIALIST))
    for path in (url("definitions"), url("new-definition"), url("definition", "cay-xanh")):
        assert other.get(path).status_code == 403


def test_loading_twice_publishes_nothing_and_a_bad_file_is_told(tmp_path, capsys):
    call_command("load_registers")
    call_command("load_registers")
    assert capsys.readouterr().out.splitlines()[-1] == "0 sổ có phiên bản mới"
    file = tmp_path / "x.json"
    file.write_text(json.dumps({**written("sao-luu"), "states": [], "color": 1}))
    with pytest.raises(CommandError, match="cả tệp: có mục không quen: color"):
        call_command("load_registers", str(file))
    file.write_text("không phải JSON")
    with pytest.raises(CommandError, match="không phải JSON hợp lệ"):
        call_command("load_registers", str(file))
