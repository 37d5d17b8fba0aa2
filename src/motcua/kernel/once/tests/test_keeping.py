"""The step itself: claimed inside a transaction, undone with it, bound to who sends and what."""

from datetime import UTC, datetime

import pytest
from django.db import transaction

from motcua.kernel.errors import NotInTransaction
from motcua.kernel.once.keeping import Once, SentOtherwise, keep_outcome, outcome_of
from motcua.kernel.once.models import Sent

AT = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
FIRST = Once("tu.phap", "k", "một")


def sent(once, made):
    """What an action answers that makes `made` the first time."""
    with transaction.atomic():
        if before := outcome_of(once, at=AT):
            return before
        keep_outcome(once, made)
        return made


@pytest.mark.django_db
def test_the_first_outcome_answers_every_repeat():
    assert [sent(FIRST, made) for made in ("A", "B", "C")] == ["A", "A", "A"]


@pytest.mark.django_db
def test_a_key_is_somebody_s_own_and_a_form_without_one_is_taken_as_it_is():
    assert sent(FIRST, "A") == "A"
    assert sent(Once("noi.vu", "k", "hai"), "B") == "B"
    assert [sent(None, made) for made in ("C", "D")] == ["C", "D"]


@pytest.mark.django_db
def test_another_content_is_refused_and_told_when_the_first_came():
    sent(FIRST, "A")
    with pytest.raises(SentOtherwise, match=r"đã ghi lúc 15:00, 23/11/2026") as refused:
        sent(Once("tu.phap", "k", "hai"), "B")
    assert refused.value.outcome == "A"
    assert refused.value.status == 409


@pytest.mark.django_db
def test_what_is_undone_leaves_the_key_free():
    with transaction.atomic():
        outcome_of(FIRST, at=AT)
        transaction.set_rollback(True)
    assert not Sent.objects.exists()
    assert sent(FIRST, "B") == "B"


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("step", [lambda: outcome_of(FIRST, at=AT), lambda: keep_outcome(FIRST, "A")])
def test_outside_a_transaction_it_is_a_fault(step):
    with pytest.raises(NotInTransaction):
        step()
