"""The validator of definitions: every fault is found at its place, and nothing that it lets pass breaks."""

import copy
import json
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from motcua.capabilities.registers.actions.publishing import SHIPPED
from motcua.capabilities.registers.rules.conditions import all_hold
from motcua.capabilities.registers.rules.definition import definition_of
from motcua.capabilities.registers.rules.drafting import conditions_from, text_of_conditions
from motcua.capabilities.registers.rules.meaning import definition_faults
from motcua.capabilities.registers.tests.factories import written
from motcua.registry.organisation.rules import Role

ROLES = [role.value for role in Role]
ALL = [json.loads(file.read_text()) for file in sorted(SHIPPED.glob("*.json"))]
CODES = [one["code"] for one in ALL]


def faults(document):
    return [str(one) for one in definition_faults(document, roles=ROLES, registers=CODES) if one.stops]


def test_thirty_three_definitions_are_shipped_all_different_and_right():
    assert len(ALL) == 33
    assert [faults(one) for one in ALL] == [[]] * 33
    assert len({json.dumps(one["fields"], sort_keys=True) for one in ALL}) == 33


def changed(path, value):
    document = copy.deepcopy(written("sang-kien"))
    here = document
    for step in path[:-1]:
        here = here[step]
    if value is None:
        del here[path[-1]]
    else:
        here[path[-1]] = value
    return document


@pytest.mark.parametrize(
    ("path", "value", "told"),
    [
        (["code"], "Sáng Kiến", "code: «Sáng Kiến» không đúng dạng"),
        (["code"], "sang-kien\n", "code: «sang-kien\n» không đúng dạng"),
        (["code"], "dinh-nghia", "code: mã «dinh-nghia» đã dành cho trang chung"),
        (["states"], None, "cả tệp: thiếu «states»"),
        (["colour"], "red", "cả tệp: có mục không quen: colour"),
        (["fields", 2, "type"], "colour", "fields.3 (kind).type: phải là một trong: text,"),
        (["fields", 2, "options"], None, "fields.3 (kind): trường chọn phải có danh sách «options»"),
        (["fields", 0, "code"], "state", "fields.1 (state): mã «state» đã dành cho phần chung"),
        (["fields", 1, "code"], "name", "fields: mã «name» được dùng hai lần"),
        (["fields", 4, "label"], "Mã", "fields.5 (author): tên «Mã» trùng với tên của một cột khác"),
        (["fields", 1, "least"], 3000, "fields.2 (year): «least» lớn hơn «most»"),
        (["fields", 0, "register"], "uy-quyen", "chỉ trường dẫn tới sổ khác mới có «register»"),
        (["identity"], ["effect"], "identity: kiểu của trường «effect» không nhận dạng được bản ghi"),
        (["title"], "{nam}", "title: không có trường «nam»"),
        (["code_pattern"], "SK-{year}", "code_pattern: mẫu mã phải có đúng một {number}"),
        (["moves", 1, "to"], "gone", "moves.2 (accept): không có trạng thái «gone»"),
        (["moves", 1, "roles"], ["king"], "moves.2 (accept).roles: không có vai trò «king»"),
        (["moves", 1, "refusal"], None, "moves.2 (accept): bước chuyển có điều kiện thì phải có lời từ chối"),
        (["moves", 1, "when", 0, "field"], "council.best", "moves.2 (accept).when.1: không phải điều kiện"),
        (["moves", 1, "when", 0, "field"], "name.count", "chỉ điểm của hội đồng mới có «count»"),
        (["moves", 1, "when"], [{"field": "name", "least": "x"}], "không hỏi «least» được về trường «name»"),
        (["moves", 1, "when"], [{"field": "area", "is": "mars"}], "trường «area» không thể có giá trị «mars»"),
        (["moves", 1, "when"], [{"field": "year", "is": 1, "least": 2}], "không phải điều kiện"),
        (["list", "columns"], ["content"], "list.columns: trường «content» không hiện được trong danh sách"),
        (["list", "filters"], ["name"], "list.filters: không lọc được theo trường «name»"),
        (["list", "sort"], "-evidence", "list.sort: không xếp được theo trường «evidence»"),
        (["counts", 3, "numerator", "sum"], "name", "counts.4 (saving).numerator: trường «name» không phải số"),
        (
            ["counts", 1, "numerator", "where", 0],
            {"field": "state", "is": "x"},
            "trường «state» không thể có giá trị «x»",
        ),
        (["map"], {"point": "name"}, "map.point: trường «name» không phải Điểm trên bản đồ"),
        (["valid_from"], "2026-02-30", "valid_from: «2026-02-30» không phải là ngày có thật"),
        (["valid_to"], "2020-01-01", "valid_to: ngày hết hiệu lực phải sau ngày có hiệu lực"),
        (["retention", "years"], 0, "retention.years: phải từ 1 trở lên"),
        (["rights", "edit", "roles"], [], "rights.edit.roles: phải có ít nhất 1 mục"),
    ],
)
def test_a_fault_is_told_in_vietnamese_with_its_place(path, value, told):
    found = faults(changed(path, value))
    assert any(told in one for one in found), found


def test_a_state_that_nobody_reaches_is_told():
    document = changed(["moves"], written("sang-kien")["moves"][:1])
    assert "states: không bước chuyển nào dẫn tới trạng thái «Được công nhận»" in faults(document)


plain = st.recursive(
    st.none() | st.booleans() | st.integers(-5, 5) | st.floats(allow_nan=False, width=16) | st.text(max_size=6),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=6,
)


def places(document, path=()):
    yield path
    inner = (
        document.items() if isinstance(document, dict) else enumerate(document) if isinstance(document, list) else ()
    )
    for key, value in inner:
        yield from places(value, (*path, key))


@settings(max_examples=150)
@given(data=st.data())
def test_whatever_is_broken_in_a_definition_is_told_or_harmless(data):
    document = copy.deepcopy(data.draw(st.sampled_from(ALL)))
    path = data.draw(st.sampled_from([one for one in places(document) if one]))
    here = document
    for step in path[:-1]:
        here = here[step]
    here[path[-1]] = data.draw(plain)
    if not faults(document):
        definition_of(document)


@given(plain)
def test_anything_else_is_refused_and_never_breaks(document):
    assert faults(document)


conditions = st.one_of(
    st.builds(lambda code: {"field": "kind", "is": code}, st.sampled_from(["a", "b"])),
    st.builds(lambda codes: {"field": "kind", "in": codes}, st.lists(st.sampled_from(["a", "b", "c"]), min_size=1)),
    st.builds(
        lambda op, n: {"field": "size", op: n}, st.sampled_from(["least", "most", "more", "less"]), st.integers(-99, 99)
    ),
    st.builds(lambda n: {"field": "size", "not": n}, st.decimals(-9, 9, places=2).map(float).filter(lambda x: x % 1)),
    st.builds(lambda n: {"field": "due", "within_days": n}, st.integers(0, 99)),
    st.sampled_from([{"field": "due", "past": True}, {"field": "due", "filled": False}, {"field": "ok", "is": True}]),
)
TYPES = {"fields": [{"code": "kind", "type": "choice"}, {"code": "size", "type": "number"},
                    {"code": "due", "type": "day"}, {"code": "ok", "type": "yes_no"}]}  # fmt: skip


@given(st.lists(conditions | st.lists(conditions, min_size=2, max_size=3).map(lambda many: {"any": many}), max_size=4))
def test_conditions_are_written_as_lines_and_read_back(many):
    assert conditions_from(text_of_conditions(many), TYPES) == many


def test_a_condition_on_a_day_counts_its_bounds():
    values, day = {"due": "2026-11-30"}, date(2026, 11, 23)

    def holds(condition):
        return all_hold([condition], values, state="x", agency_code="H14", day=day)

    assert holds({"field": "due", "within_days": 7})
    assert not holds({"field": "due", "within_days": 6})
    assert not holds({"field": "due", "past": True})
    assert not holds({"field": "gone", "is": "x"})
    assert holds({"field": "gone", "not": "x"})
