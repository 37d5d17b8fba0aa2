"""The engine against a naïve game, and against SpiffWorkflow reading the same file and never stopping."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree
from SpiffWorkflow.bpmn import BpmnWorkflow
from SpiffWorkflow.bpmn.parser import BpmnParser
from SpiffWorkflow.util.task import TaskState

from motcua.capabilities.workflow.errors import BranchNotDecided
from motcua.capabilities.workflow.rules.engine import Machine, advance, build, open_steps
from motcua.capabilities.workflow.rules.examination import examine
from motcua.capabilities.workflow.rules.outcomes import outcomes_of
from motcua.capabilities.workflow.rules.state import State
from motcua.capabilities.workflow.tests.blocks import STEP, blocks, drawn
from motcua.capabilities.workflow.tests.factories import ROLES, Drawing, side_by_side
from motcua.capabilities.workflow.tests.oracle import Game

PATIENCE = 30
MANY = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def machine(bpmn: str) -> Machine:
    found = examine(bpmn, ROLES)
    assert not found.problems, [str(problem) for problem in found.problems]
    return build(found.description.process)


def outcome_for(choose: st.DataObject, engine: Machine, key: str, count: int) -> str:
    """A drawn outcome; out of patience, the one that leads on."""
    codes = [outcome.code for outcome in outcomes_of(engine.process, key)]
    return choose.draw(st.sampled_from(codes)) if count < PATIENCE else codes[-1]


def values_for(choose: st.DataObject, engine: Machine) -> dict[str, int]:
    return {name: choose.draw(st.integers(0, 2)) for name in sorted(engine.reads)}


@MANY
@given(block=blocks("sequence", "outcome", "data", "parallel", "loop"), choose=st.data())
def test_every_walk_ends_and_no_task_is_lost_or_doubled(block, choose):
    engine = machine(drawn(block).text())
    values = values_for(choose, engine)
    state, game, count = State().told(engine, values).started(engine), Game(engine.process, values), 0
    while state.marking:
        assert list(open_steps(engine, state.marking)) == game.open()
        key = choose.draw(st.sampled_from(game.open()))
        code = outcome_for(choose, engine, key, count)
        before = state
        state = State.revived(state.stored()).moved(engine, key, code, "officer")
        game.complete(key, code)
        expected = set(game.open()) - (set(open_steps(engine, before.marking)) - {key})
        assert set(state.newly_open(engine, before, key)) == expected
        count += 1
        assert count < PATIENCE * 8
    assert game.is_over()


@MANY
@given(block=blocks("sequence", "outcome", "data", "parallel", max_leaves=6), choose=st.data())
def test_restoring_before_each_step_equals_continuing_in_memory(block, choose):
    bpmn = drawn(block).text()
    engine = machine(bpmn)
    values = values_for(choose, engine)
    state, living = State().told(engine, values).started(engine), Living(bpmn, values)
    while state.marking:
        keys = open_steps(engine, state.marking)
        assert list(keys) == living.open()
        key = choose.draw(st.sampled_from(keys))
        code = outcome_for(choose, engine, key, 0)
        state = state.moved(engine, key, code, "officer")
        living.complete(key, code)
    assert living.workflow.is_completed()


class Living:
    """The library's own reading of the file, run in memory from start to end with its whole tree."""

    def __init__(self, bpmn: str, values: dict[str, int]) -> None:
        parser = BpmnParser()
        parser.add_bpmn_xml(etree.fromstring(bpmn))
        self.workflow = BpmnWorkflow(parser.get_spec("p"))
        self.workflow.task_tree.data.update(values)
        self.workflow.do_engine_steps()

    def open(self) -> list[str]:
        return sorted(token.task_spec.name for token in self._ready())

    def complete(self, key: str, outcome: str) -> None:
        token = next(token for token in self._ready() if token.task_spec.name == key)
        token.data["outcome"] = outcome
        token.run()
        self.workflow.do_engine_steps()

    def _ready(self):
        return self.workflow.get_tasks(state=TaskState.READY)


def play(engine: Machine, *moves: tuple[str, str]) -> State:
    state = State().started(engine)
    for key, code in moves:
        state = state.moved(engine, key, code, "officer")
    return state


@pytest.mark.parametrize("order", ["ab", "ba"])
def test_in_a_second_turn_both_branches_are_waited_for_again(order):
    engine = machine(side_by_side().text())
    first, second = order
    state = play(engine, ("a", "done"), ("b", "done"), ("c", "redo"), (first, "done"))
    assert open_steps(engine, state.marking) == (second,)
    assert open_steps(engine, state.moved(engine, second, "done", "officer").marking) == ("c",)


def test_the_state_does_not_grow_in_a_loop():
    engine = machine(side_by_side().text())
    turn = [("a", "done"), ("b", "done"), ("c", "redo")]
    assert play(engine, *turn * 50).stored() == play(engine).stored()


def test_a_step_that_leads_back_to_itself_is_offered_again():
    drawing = Drawing().ends()
    drawing.step("a")
    drawing.choice("x")
    drawing.line("start", "a", "x")
    drawing.flow("x", "a", "outcome == 'again'")
    drawing.flow("x", "end", "outcome == 'enough'")
    engine = machine(drawing.text())
    before = play(engine)
    after = before.moved(engine, "a", "again", "officer")
    assert after.newly_open(engine, before, "a") == ("a",)


def test_a_condition_without_its_value_is_refused_with_the_condition():
    drawing = Drawing().ends()
    drawing.step("a")
    drawing.choice("x", default="other")
    drawing.line("start", "a", "x")
    drawing.flow("x", "end", "amount > 100")
    drawing.flow("x", "end", id="other")
    engine = machine(drawing.text())
    with pytest.raises(BranchNotDecided, match="amount > 100"):
        play(engine, ("a", "done"))
    assert advance(engine, ("a",), "a", (("amount", 200), ("outcome", "done"))) == ()
    with pytest.raises(BranchNotDecided, match="khác kiểu"):
        advance(engine, ("a",), "a", (("amount", "nhiều"), ("outcome", "done")))


def test_many_parallel_blocks_in_a_row_do_not_slow_a_step():
    row = ("sequence", tuple(("parallel", (STEP, STEP)) for _ in range(20)))
    engine = machine(drawn(row).text())
    state = State().started(engine)
    for _ in range(40):
        state = state.moved(engine, open_steps(engine, state.marking)[0], "done", "officer")
    assert state.marking == ()


def test_the_longest_permitted_chain_runs():
    keys = [f"s{number}" for number in range(198)]
    drawing = Drawing().ends()
    for key in keys:
        drawing.step(key)
    engine = machine(drawing.line("start", *keys, "end").text())
    state = State().started(engine)
    for key in keys:
        state = state.moved(engine, key, "done", "officer")
    assert state.marking == ()
