"""How periods are counted is dated, has a legal basis, and can be asked as it was known."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from motcua.kernel.events.store import history_of
from motcua.registry.worktime.errors import PolicyNotUsable
from motcua.registry.worktime.events import PolicyChanged
from motcua.registry.worktime.models import ClockPolicy
from motcua.registry.worktime.public import Allowance, Policy, Unit, declare_policy, policy_for
from motcua.registry.worktime.rules.terms import DEFAULT, AfterSupplement, EarlyRule, FirstDay
from motcua.registry.worktime.tests.factories import day, moment

pytestmark = pytest.mark.django_db
AT = moment("02/11/2026 08:00")
CODE = "1.001193"
BASED = Policy(FirstDay.NOT_COUNTED, legal_basis="Quyết định 12/2026/QĐ-UBND")


def declare(policy=BASED, code="", valid_from="01/12/2026", valid_to=None, at=AT):
    until = valid_to and day(valid_to)
    declare_policy(code, policy, valid_from=day(valid_from), valid_to=until, actor="tester", at=at)


def held(text, code=CODE, **known):
    return policy_for(code, day(text), **known)


def test_with_nothing_declared_the_default_holds_and_names_no_ground():
    assert held("02/11/2026") == DEFAULT
    assert DEFAULT.legal_basis == ""
    assert DEFAULT.early_rule is EarlyRule.BY_DATE


def test_a_policy_holds_from_its_day_on_and_comes_back_whole():
    whole = Policy(
        FirstDay.COUNTED,
        AfterSupplement.RESTARTS,
        16 * 60,
        14 * 60 + 30,
        Allowance(Decimal("1.50"), Unit.WORKING_DAY),
        EarlyRule.HALF_DAY,
        "Quyết định 1/2026",
    )
    declare(whole)
    assert held("30/11/2026") == DEFAULT
    assert held("01/12/2026") == whole
    [event] = history_of("policy:VN")
    assert isinstance(event, PolicyChanged)
    assert (event.procedure_code, event.valid_from) == ("", day("01/12/2026"))


def test_a_procedures_own_policy_stands_above_the_provinces():
    own = replace(BASED, after_supplement=AfterSupplement.RESTARTS)
    declare()
    declare(own, code=CODE, valid_from="01/01/2027", valid_to="01/02/2027")
    assert [held(text) for text in ("31/12/2026", "01/01/2027", "01/02/2027")] == [BASED, own, BASED]
    assert held("15/01/2027", code="2.000815") == BASED


def test_a_newer_policy_replaces_the_older_on_its_days_only_and_the_older_can_be_asked():
    newer = replace(BASED, first_day=FirstDay.COUNTED)
    declare(valid_from="01/01/2026")
    declare(newer, valid_from="01/06/2026", valid_to="01/09/2026", at=AT + timedelta(days=1))
    found = [held(text) for text in ("31/05/2026", "01/06/2026", "31/08/2026", "01/09/2026")]
    assert found == [BASED, newer, newer, BASED]
    assert held("01/06/2026", known_at=AT) == BASED
    assert held("01/06/2026", known_at=AT - timedelta(days=1)) == DEFAULT


@pytest.mark.parametrize(
    ("policy", "words"),
    [
        (replace(BASED, legal_basis=" "), "căn cứ"),
        (replace(BASED, same_day_until=24 * 60 + 1), "mốc giờ"),
        (replace(BASED, forward_until=-1), "mốc giờ"),
        (replace(BASED, answer_within=Allowance(Decimal(0), Unit.WORKING_HOUR)), "lớn hơn 0"),
    ],
)
def test_a_policy_that_contradicts_itself_is_refused(policy, words):
    with pytest.raises(PolicyNotUsable, match=words):
        declare(policy)
    assert not ClockPolicy.objects.exists()


def test_a_policy_that_ends_before_it_begins_is_refused():
    with pytest.raises(PolicyNotUsable, match="hết hiệu lực"):
        declare(valid_to="01/12/2026")


def test_the_database_refuses_two_policies_for_one_day():
    declare()
    row = ClockPolicy.objects.get()
    row.pk, row.valid_from = None, day("01/01/2027")
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()


def test_asking_for_a_policy_costs_no_query_once_it_is_kept(django_assert_num_queries):
    declare()
    held("01/12/2026")
    with django_assert_num_queries(0):
        for number in range(30):
            held("01/12/2026", code=f"1.{number:06d}")
