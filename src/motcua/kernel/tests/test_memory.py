from itertools import count

import pytest
from django.db import transaction

from motcua.kernel.memory import forget_all, kept_by_id, remembered


@pytest.fixture
def query():
    """A query whose every run answers something new, so that a kept answer shows."""
    runs = count(1)

    @remembered(seconds=60)
    def asked(code, *, day=0):
        return code, day, next(runs)

    return asked


def test_the_same_question_is_asked_once_and_another_on_its_own(query):
    assert query("a") == query("a") == ("a", 0, 1)
    assert query("b") == ("b", 0, 2)
    assert query("a", day=1) == ("a", 1, 3)


def test_an_answer_that_is_too_old_is_asked_for_again():
    runs = count(1)
    asked = remembered(seconds=-1)(lambda: next(runs))
    assert [asked(), asked()] == [1, 2]


@pytest.mark.django_db(transaction=True)
def test_a_transaction_that_changed_something_reads_anew_and_after_its_commit_everybody_does(query):
    before = query("a")
    with transaction.atomic():
        query.renew()
        assert query("a") != before
        assert query("a") != query("a")
    after = query("a")
    assert after != before
    assert query("a") == after


@pytest.mark.django_db(transaction=True)
def test_a_change_that_is_undone_leaves_what_was_known(query):
    before = query("a")
    with transaction.atomic():
        query.renew()
        transaction.set_rollback(True)
    assert query("a") == before


def test_an_answer_read_while_another_thread_changed_it_is_not_kept():
    runs = count(1)

    @remembered(seconds=60)
    def asked():
        asked.forget()  # as the other thread's commit does while this query runs
        return next(runs)

    assert [asked(), asked()] == [1, 2]


def test_tests_begin_with_no_memory(query):
    first = query("a")
    forget_all()
    assert query("a") != first


def test_what_never_changes_is_asked_once_until_ids_begin_anew():
    asked = []
    version = kept_by_id(most=2)(asked.append)
    version(1)
    version(1)
    assert asked == [1]
    forget_all()
    version(1)
    assert asked == [1, 1]
