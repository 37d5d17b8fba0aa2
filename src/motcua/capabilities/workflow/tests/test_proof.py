"""What publication proves: shapes, gateways, and that no way through a process stands still or doubles a step."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from motcua.capabilities.workflow.rules.examination import examine
from motcua.capabilities.workflow.rules.model import Kind, Process
from motcua.capabilities.workflow.rules.outcomes import outcomes_of
from motcua.capabilities.workflow.rules.prover import path_problems
from motcua.capabilities.workflow.rules.reader import read
from motcua.capabilities.workflow.rules.shape import _loose_nodes
from motcua.capabilities.workflow.tests.blocks import blocks, drawn
from motcua.capabilities.workflow.tests.factories import DEFAULT, ROLES, Drawing, side_by_side, two_steps
from motcua.capabilities.workflow.tests.oracle import is_sound


def problems(drawing: Drawing) -> str:
    return " ".join(str(problem) for problem in examine(drawing.text(), ROLES).problems)


def process_of(drawing: Drawing) -> Process:
    return read(drawing.text(), ROLES).process


def spoiled(process: Process, choose: st.DataObject) -> Process:
    """The process with one or two gateways of the other kind, and perhaps an arrow bent."""
    nodes, flows = dict(process.nodes), dict(process.flows)
    gateways = [key for key, node in nodes.items() if node.kind in {Kind.CHOICE, Kind.PARALLEL}]
    for key in choose.draw(st.lists(st.sampled_from(gateways), min_size=1, max_size=2, unique=True)):
        other = Kind.PARALLEL if nodes[key].kind == Kind.CHOICE else Kind.CHOICE
        nodes[key] = replace(nodes[key], kind=other)
    if choose.draw(st.booleans()):
        bent = choose.draw(st.sampled_from(sorted(flows)))
        flows[bent] = replace(flows[bent], target=choose.draw(st.sampled_from(gateways)))
    return Process(process.id, process.name, nodes, flows)


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])
@given(block=blocks("sequence", "outcome", "parallel", "loop", max_leaves=5), choose=st.data())
def test_the_proof_agrees_with_trying_every_order(block, choose):
    assume(block[0] != "step")
    process = process_of(drawn(block))
    assume(any(node.kind in {Kind.CHOICE, Kind.PARALLEL} for node in process.nodes.values()))
    process = spoiled(process, choose)
    assume(not list(_loose_nodes(process)))
    try:
        sound = is_sound(process)
    except OverflowError:
        assume(False)
    assert (not path_problems(process)) == sound


def test_the_default_process_is_proven_and_its_hours_are_added():
    found = examine(DEFAULT, ROLES)
    assert not found.problems
    assert found.description.total_hours == found.description.longest_hours == Decimal(40)
    assert [step.key for step in found.description.steps] == [
        "receive",
        "assign",
        "process",
        "appraise",
        "sign",
        "give_back",
    ]


def test_parallel_branches_count_once_in_the_longest_way():
    drawing = Drawing().ends()
    for key, hours in (("a", "8"), ("b", "2.5"), ("c", "1")):
        drawing.step(key, motcua__allowanceHours=hours)
    drawing.parallel("split")
    drawing.parallel("join")
    drawing.line("start", "split", "a", "join", "c", "end").line("split", "b", "join")
    found = examine(drawing.text(), ROLES).description
    assert (found.total_hours, found.longest_hours) == (Decimal("11.5"), Decimal(9))


def test_a_choice_into_a_parallel_join_is_refused_because_it_waits_for_ever():
    drawing = Drawing().ends()
    for key in "ab":
        drawing.step(key)
    drawing.step("q")
    drawing.choice("x")
    drawing.parallel("join")
    drawing.line("start", "q", "x").line("a", "join", "end").line("b", "join")
    drawing.flow("x", "a", "outcome == 'a'")
    drawing.flow("x", "b", "outcome == 'b'")
    assert "Cổng «join» có thể chờ mãi" in problems(drawing)


def test_branches_merged_without_a_join_are_refused_because_the_step_opens_twice():
    drawing = Drawing().ends()
    for key in "abc":
        drawing.step(key)
    drawing.parallel("split")
    drawing.line("start", "split", "a", "c", "end").line("split", "b", "c")
    assert "Bước «C» (c) có thể được mở hai lần" in problems(drawing)


def test_a_loop_out_of_one_parallel_branch_is_refused():
    drawing = side_by_side()
    drawing.parts = [part.replace('sourceRef="a"', 'sourceRef="ax"') for part in drawing.parts]
    drawing.choice("ax")
    drawing.flow("a", "ax")
    drawing.flow("ax", "merge", "outcome == 'back'")
    drawing.parts = [
        part.replace("></sequenceFlow>", "><conditionExpression>outcome == 'on'</conditionExpression></sequenceFlow>")
        if 'sourceRef="ax"' in part and "condition" not in part
        else part
        for part in drawing.parts
    ]
    assert "hai lần" in problems(drawing)


def test_too_many_parallel_branches_to_prove_are_refused_soon():
    drawing = Drawing().ends()
    drawing.parallel("split")
    drawing.parallel("join")
    drawing.line("start", "split").line("join", "end")
    for branch in range(12):
        keys = [drawing.step(f"s{branch}_{number}") for number in range(5)]
        drawing.line("split", *keys, "join")
    assert "quá nhiều nhánh song song" in problems(drawing)


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda d: d.add("startEvent", "second"), "đúng một sự kiện bắt đầu"),
        (lambda d: d.flow("a", "end"), "Bước «A» (a) phải có đúng một luồng ra"),
        (lambda d: d.step("loose"), "Không có luồng nào đi tới «Loose» (loose)"),
        (lambda d: d.flow("end", "a"), "Sự kiện kết thúc «end» không được có luồng ra"),
        (lambda d: d.flow("b", "start"), "Sự kiện bắt đầu «start» không được có luồng vào"),
        (lambda d: d.flow("a", "b", "outcome == 'x'", id="odd"), "«odd» ra khỏi «A» (a) không được có điều kiện"),
    ],
)
def test_wrong_shapes_are_refused_with_the_element(spoil, said):
    drawing = two_steps()
    spoil(drawing)
    assert said in problems(drawing)


def chosen(*flows: tuple[str, str], default: str = "", before: str = "q") -> Drawing:
    """start → q → choice → one of the steps; each flow is (condition, code)."""
    drawing = Drawing().ends()
    drawing.step("q")
    drawing.choice("x", **({"default": default} if default else {}))
    drawing.line("start", "q", "x") if before == "q" else drawing.line("start", "x").line("end", "q")
    for index, (condition, code) in enumerate(flows):
        extra = {"motcua__outcome": code} if code else {}
        drawing.step(f"s{index}")
        drawing.flow("x", f"s{index}", condition, id=f"w{index}", name=f"Nhánh {index}", **extra)
        drawing.flow(f"s{index}", "end")
    return drawing


@pytest.mark.parametrize(
    ("drawing", "said"),
    [
        (chosen(("", ""), ("outcome == 'b'", "")), "«Nhánh 0» ra khỏi cổng «x» chưa có điều kiện"),
        (chosen(("amount > 1", ""), ("amount <= 1", "")), "phải có luồng mặc định"),
        (chosen(("outcome == 'a'", ""), ("outcome != 'a'", "")), "Nhánh «Nhánh 1» của cổng «x» không bao giờ"),
        (chosen(("outcome == 'a'", ""), ("outcome == 'a'", "")), "Nhánh «Nhánh 1» của cổng «x» không bao giờ"),
        (chosen(("outcome == 'a'", "b"), ("outcome == 'c'", "")), "không có nhánh cho kết quả «b»"),
        (chosen(("outcome == 'a' and amount > 1", ""), ("outcome == 'b'", "")), "phải có luồng mặc định"),
        (chosen(("open('/etc/passwd')", ""), ("outcome == 'b'", "")), "không hợp lệ"),
        (chosen(("outcome > 3", ""), ("outcome == 'b'", "")), "so sánh kết quả («outcome») với chữ"),
    ],
)
def test_gateways_that_do_not_decide_are_refused(drawing, said):
    assert said in problems(drawing)


def test_a_choice_by_outcome_must_follow_a_step():
    drawing = Drawing().ends()
    drawing.choice("x", default="no")
    drawing.step("a")
    drawing.line("start", "x").line("a", "end")
    drawing.flow("x", "a", "outcome == 'a'")
    drawing.flow("x", "end", id="no")
    assert "không đứng ngay sau một bước" in problems(drawing)


def test_a_circle_of_gateways_is_refused():
    drawing = Drawing().ends()
    drawing.step("a")
    for key in ("m", "x"):
        drawing.choice(key, **({"default": "on"} if key == "x" else {}))
    drawing.line("start", "a", "m", "x")
    drawing.flow("x", "m", "amount > 1")
    drawing.flow("x", "end", id="on")
    assert "không có bước nào do người làm" in problems(drawing)


def outcomes(drawing: Drawing, step: str = "q") -> list[tuple[str, str]]:
    process = examine(drawing.text(), ROLES).description.process
    return [(outcome.code, outcome.label) for outcome in outcomes_of(process, step)]


def test_outcomes_are_the_branches_with_their_names():
    drawing = chosen(("outcome == 'a'", ""), ("outcome in ('b', 'c')", ""))
    assert outcomes(drawing) == [("a", "Nhánh 0"), ("b", "Nhánh 1"), ("c", "Nhánh 1")]


def test_a_default_branch_is_an_outcome_with_its_own_code_or_its_id():
    assert outcomes(chosen(("outcome == 'a'", ""), ("", "b"), default="w1"))[1] == ("b", "Nhánh 1")
    assert outcomes(chosen(("outcome == 'a'", ""), ("", ""), default="w1"))[1] == ("w1", "Nhánh 1")


def test_a_step_without_a_choice_has_one_outcome():
    assert outcomes(two_steps(), "a") == [("done", "Hoàn thành")]
    assert outcomes(chosen(("amount > 1", ""), ("", ""), default="w1")) == [("done", "Hoàn thành")]


def test_a_choice_is_found_behind_gateways_that_only_merge():
    drawing = Drawing().ends()
    drawing.step("a")
    for key in ("m", "x"):
        drawing.choice(key)
    drawing.line("start", "a", "m", "x")
    drawing.flow("x", "a", "outcome == 'redo'")
    drawing.flow("x", "end", "outcome == 'go'")
    assert outcomes(drawing, "a") == [("redo", "redo"), ("go", "go")]
