"""Reading a file: what is taken, what is refused by name, what is only noted."""

from pathlib import Path

import pytest
from lxml import etree
from SpiffWorkflow.bpmn.parser.BpmnParser import BpmnValidator

from motcua.capabilities.workflow.rules.examination import examine
from motcua.capabilities.workflow.rules.expressions import ExpressionRefused, holds, names_in, parse
from motcua.capabilities.workflow.rules.reader import MAX_BYTES, REFUSED
from motcua.capabilities.workflow.tests.factories import DEFAULT, HEAD, ROLES, Drawing, two_steps

SHARED = Path(__file__).parents[5].parent / "shared" / "data" / "bpmn"


def problems(bpmn: str) -> str:
    return " ".join(str(problem) for problem in examine(bpmn, ROLES).problems)


def with_step(inner: str = "", **attributes: str) -> str:
    drawing = Drawing().ends()
    drawing.add("userTask", "a", inner, name="Kiểm tra", **attributes)
    return drawing.line("start", "a", "end").text()


def role_in(bpmn: str) -> str:
    return examine(bpmn, ROLES).description.steps[0].role


def test_the_default_drawing_obeys_the_standard_and_shows_every_element():
    root = etree.fromstring(DEFAULT.encode())
    BpmnValidator().validate(root.getroottree())
    shown = {each.get("bpmnElement") for each in root.iter("{*}BPMNShape", "{*}BPMNEdge")}
    process = examine(DEFAULT, ROLES).description.process
    assert set(process.nodes) | set(process.flows) <= shown


@pytest.mark.parametrize("tag", sorted(REFUSED))
def test_what_is_not_run_is_refused_with_its_name(tag):
    drawing = two_steps()
    drawing.add(tag, "other", "<script>import os</script>", name="Gửi tin")
    assert f"Chưa chạy được {REFUSED[tag]} «Gửi tin» (other)" in problems(drawing.text())


@pytest.mark.parametrize(
    ("inner", "said"),
    [
        ("<multiInstanceLoopCharacteristics/>", "Chưa chạy được lặp nhiều lượt của «Kiểm tra» (a)"),
        ("<standardLoopCharacteristics/>", "Chưa chạy được lặp nhiều lượt của «Kiểm tra» (a)"),
        ("<somethingNew/>", "Chưa chạy được thành phần «somethingNew» của «Kiểm tra» (a)"),
    ],
)
def test_what_changes_a_step_is_refused(inner, said):
    assert said in problems(with_step(inner, motcua__role="head"))


def test_events_that_wait_for_something_are_refused():
    drawing = Drawing()
    drawing.add("startEvent", "start", "<timerEventDefinition/>", name="Đầu tháng")
    drawing.add("endEvent", "end", "<terminateEventDefinition/>")
    drawing.step("a")
    said = problems(drawing.line("start", "a", "end").text())
    assert "sự kiện có «timerEventDefinition»: «Đầu tháng» (start)" in said
    assert "sự kiện có «terminateEventDefinition»: «end»" in said


def test_a_step_that_starts_twice_is_refused():
    assert "số lượt chạy khác 1 của «Kiểm tra» (a)" in problems(with_step(motcua__role="head", startQuantity="2"))


@pytest.mark.parametrize(
    ("bpmn", "said"),
    [
        ('<!DOCTYPE x [<!ENTITY a "b">]>' + two_steps().text(), "không được có khai báo DOCTYPE"),
        ("<definitions>", "không phải XML hợp lệ"),
        ("", "không phải XML hợp lệ"),
        ("\x00", "không phải XML hợp lệ"),
        ("<a/>", "không phải BPMN 2.0"),
        (two_steps().text() + " " * MAX_BYTES, "lớn hơn 2 MB"),
        (HEAD + "</definitions>", "đúng một quy trình"),
        (HEAD + '<process id="a"/><process id="b"/></definitions>', "đúng một quy trình"),
        (two_steps().text().replace('id="b"', 'id="a"'), "«B» (a) dùng cho hai thành phần"),
        (two_steps().text().replace('id="b"', ""), "phải có từ 1 đến 80 ký tự"),
        (two_steps().text().replace('targetRef="b"', 'targetRef="none"'), "«f2» không nối hai thành phần"),
    ],
    ids=lambda value: value[:12],
)
def test_files_that_are_no_process_are_refused(bpmn, said):
    assert said in problems(bpmn)


def test_more_steps_than_anyone_can_read_are_refused_once():
    drawing = Drawing().ends()
    for number in range(200):
        drawing.step(f"s{number}")
    assert problems(drawing.text()) == "Quy trình có hơn 200 bước và cổng; hãy tách nhỏ."


def test_the_role_is_read_from_our_attribute_the_standard_and_lanes_in_this_order():
    owner = "<potentialOwner><resourceAssignmentExpression><formalExpression>group(leader)</formalExpression>"
    owner += "</resourceAssignmentExpression></potentialOwner>"
    lane = '<laneSet><lane name="Trưởng phòng"><flowNodeRef>a</flowNodeRef></lane></laneSet>'
    lanes = with_step().replace("<startEvent", lane + "<startEvent")
    assert role_in(with_step(owner, motcua__role="receiver", camunda__candidateGroups="head")) == "receiver"
    assert role_in(with_step(owner, camunda__candidateGroups="head")) == "head"
    assert role_in(with_step(owner)) == "leader"
    assert role_in(lanes) == "head"


def test_the_role_may_be_a_resource_of_the_file():
    owner = "<potentialOwner><resourceRef>r1</resourceRef></potentialOwner>"
    bpmn = with_step(owner).replace("<process", '<resource id="r1" name="leader"/><process', 1)
    assert role_in(bpmn) == "leader"


def test_of_nested_lanes_the_inner_one_counts():
    inner = '<childLaneSet><lane name="Lãnh đạo"><flowNodeRef>a</flowNodeRef></lane></childLaneSet>'
    lane = f'<laneSet><lane name="Tiếp nhận"><flowNodeRef>a</flowNodeRef>{inner}</lane></laneSet>'
    assert role_in(with_step().replace("<startEvent", lane + "<startEvent")) == "leader"


@pytest.mark.parametrize(
    ("attributes", "said"),
    [
        ({}, "«Kiểm tra» (a) chưa có vai trò thực hiện. Hãy chọn một trong: Tiếp nhận (receiver)"),
        ({"motcua__role": "boss"}, "Vai trò «boss» của bước «Kiểm tra» (a) không có trong hệ thống"),
        ({"camunda__candidateGroups": "head, leader"}, "«Kiểm tra» (a) có nhiều vai trò («head, leader»)"),
        ({"motcua__role": "head", "motcua__allowanceHours": "-1"}, "phải là số giờ làm việc lớn hơn 0: «-1»"),
        ({"motcua__role": "head", "motcua__allowanceHours": "NaN"}, "phải là số giờ làm việc lớn hơn 0: «NaN»"),
        ({"motcua__role": "head", "motcua__allowanceHours": "2 ngày"}, "phải là số giờ làm việc lớn hơn 0"),
        ({"motcua__role": "head", "motcua__assign": "nguoi_nao_do"}, "phải có dạng «same:MÃ_BƯỚC»"),
        ({"motcua__role": "head", "motcua__assign": "same:b"}, "giao cho người làm bước «b», nhưng không có bước đó"),
    ],
)
def test_steps_that_nobody_could_do_are_refused(attributes, said):
    assert said in problems(with_step(**attributes))


def test_everything_that_is_wrong_is_said_at_once():
    drawing = two_steps()
    drawing.add("scriptTask", "s1")
    drawing.add("serviceTask", "s2")
    drawing.add("userTask", "nobody")
    assert len(examine(drawing.text(), ROLES).problems) == 3


def test_extensions_of_other_programs_are_noted():
    inner = '<extensionElements><camunda:taskListener class="x.Y"/></extensionElements>'
    notes = examine(with_step(inner, motcua__role="head"), ROLES).notes
    assert notes == ("Phần mở rộng của phần mềm khác tại «Kiểm tra» (a) không được chạy.",)


@pytest.mark.parametrize(
    "condition",
    [
        "__import__('os').system('x')",
        "outcome.__class__",
        "[x for x in (1,2)]",
        "(lambda: 1)()",
        "outcome[0] == 'a'",
        "2 ** 99999999",
        "'a' * 99999999 == outcome",
        "f'{outcome}'",
        "outcome := 'a'",
        "outcome == 'a'; 1",
        "import os",
        "",
        "-" * 400 + "1 == 1",
        "(" * 300 + "1" + ")" * 300,
        "outcome = 'a'",
        "b'a' == outcome",
    ],
)
def test_conditions_that_do_more_than_compare_are_refused(condition):
    with pytest.raises(ExpressionRefused):
        parse(condition)


@pytest.mark.parametrize(
    ("condition", "variables", "expected"),
    [
        ("outcome == 'agree'", {"outcome": "agree"}, True),
        ("${outcome == 'agree'}", {"outcome": "redo"}, False),
        ("outcome in ('a', 'b')", {"outcome": "b"}, True),
        ("outcome not in ['a']", {"outcome": "b"}, True),
        ("100 <= amount <= 500", {"amount": 500}, True),
        ("not urgent and amount > -1", {"urgent": False, "amount": 0}, True),
        ("urgent == true or note == null", {"urgent": False, "note": None}, True),
    ],
)
def test_conditions_compare(condition, variables, expected):
    assert holds(condition, variables) is expected
    assert names_in(condition) == set(variables)


@pytest.mark.skipif(not SHARED.exists(), reason="the reference models lie in ../shared, which is not here")
class TestReferenceModels:
    """BPMN MIWG reference models: what people's editors really write."""

    def text(self, name: str) -> str:
        content = (SHARED / f"{name}.bpmn").read_bytes()
        return content.decode(etree.fromstring(content).getroottree().docinfo.encoding or "utf-8")

    def test_every_file_is_answered_with_reasons_that_name_elements(self):
        names = sorted(path.stem for path in SHARED.glob("*.bpmn"))
        assert len(names) == 16
        for name in names:
            found = examine(self.text(name), ROLES)
            assert found.problems, name
            assert len(found.problems) == 1 or all(problem.element for problem in found.problems), name

    @pytest.mark.parametrize(
        ("name", "said"),
        [
            ("A.3.0", "quy trình con «Collapsed Sub-Process»"),
            ("A.4.0", "đúng một quy trình"),
            ("B.2.0", "đúng một quy trình"),
            ("C.1.0", "sự kiện có «messageEventDefinition»: «Invoice received»"),
            ("C.1.1", "tác vụ gọi dịch vụ «Archive Invoice»"),
            ("C.3.0", "số lượt chạy khác 1 của «Analyse customer request»"),
            ("C.7.0", "tác vụ chạy bảng quyết định «Select other platforms»"),
            ("C.8.0", "tác vụ gửi thông điệp «Notify Employee of Approval»"),
            ("C.9.0", "tác vụ gọi quy trình khác «Manual Check»"),
            ("C.9.2", "sự kiện gắn vào bước «Timeout (7 days)»"),
        ],
    )
    def test_models_with_what_we_do_not_run_are_refused(self, name, said):
        assert said in problems(self.text(name))

    @pytest.mark.parametrize("name", ["A.1.0", "A.2.0"])
    def test_models_of_steps_and_choices_run_once_roles_and_conditions_are_filled_in(self, name):
        root = etree.fromstring(self.text(name).encode(), etree.XMLParser(encoding="utf-8"))
        for step in root.iter("{*}task"):
            step.set("{https://motcua.vn/bpmn}role", "specialist")
        for gateway in root.iter("{*}exclusiveGateway"):
            ways = [flow for flow in root.iter("{*}sequenceFlow") if flow.get("sourceRef") == gateway.get("id")]
            for number, flow in enumerate(ways if len(ways) > 1 else ()):
                condition = etree.SubElement(flow, f"{{{etree.QName(flow).namespace}}}conditionExpression")
                condition.text = f"outcome == 'way{number}'"
        assert problems(etree.tostring(root, encoding="unicode")) == ""
