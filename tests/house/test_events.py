"""What events and questions owe: somebody who listens, nothing personal in the payload, somebody who answers."""

import re

import pytest

from motcua.kernel.events.declare import declared_events, payload_names
from motcua.kernel.events.subscribe import subscribers_of
from motcua.kernel.questions import declared_questions

EVENTS = {f"{kind} v{version}": declared for (kind, version), declared in sorted(declared_events().items())}
PERSONAL_OR_FREE = re.compile(
    r"(^|_)(full_name|name|identity_number|phone|email|birth_on|address_line|note|text|comment|reason|answers)($|_)"
)
NOBODY_ANSWERS_YET: set[str] = set()
"""Questions that no floor above answers yet, by class name."""


@pytest.mark.parametrize("declared", EVENTS.values(), ids=EVENTS)
def test_it_has_a_subscriber_or_says_history_only(declared):
    listeners = subscribers_of(declared.kind)
    assert bool(listeners) != declared.history_only, (
        f"{declared.kind}: {sorted(listeners)} listen, history_only={declared.history_only}"
    )


@pytest.mark.parametrize("declared", EVENTS.values(), ids=EVENTS)
def test_its_payload_holds_no_personal_data_and_no_free_text(declared):
    assert [name for name in payload_names(declared) if PERSONAL_OR_FREE.search(name)] == []


@pytest.mark.parametrize("declared", EVENTS.values(), ids=EVENTS)
def test_its_kind_names_its_module(declared):
    assert declared.kind.split(".")[0] == declared.__module__.split(".")[2]


def test_every_question_has_an_answerer_or_is_listed():
    silent = {question.__name__ for question, answerers in declared_questions().items() if not answerers}
    assert silent == NOBODY_ANSWERS_YET
