from dataclasses import dataclass

from motcua.kernel import questions
from motcua.kernel.questions import Question, answers, ask, declared_questions


@dataclass(frozen=True)
class HowMany(Question[int]):
    """Asked by a lower floor."""

    of: str


@answers(HowMany)
def letters(question):
    return len(question.of)


@answers(HowMany)
def words(question):
    return len(question.of.split())


def test_all_answers_come_in_the_order_of_registration():
    assert ask(HowMany(of="một cửa")) == [7, 2]


def test_an_answerer_that_is_registered_twice_answers_once():
    answers(HowMany)(letters)
    assert ask(HowMany(of="a")) == [1, 1]


def test_a_question_without_answerer_is_answered_by_nothing_and_can_be_listed():
    class NobodyKnows(Question[str]):
        """Without an answerer."""

    try:
        assert ask(NobodyKnows()) == []
        assert declared_questions()[NobodyKnows] == 0
        assert declared_questions()[HowMany] == 2
    finally:
        questions._answerers.pop(NobodyKnows)
