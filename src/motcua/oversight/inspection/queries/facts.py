"""The facts of a sampled dossier, read-only, through the door of dossiers: its dates, its papers' count, its story."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import Http404

from motcua.casework.dossiers.public import Heading, event_words, headings_of, visible_to
from motcua.kernel.events.store import history_of
from motcua.oversight.inspection.models import Judgement, SampledDossier
from motcua.registry.people.public import officer_names


@dataclass(frozen=True)
class Fact:
    """What happened, when, by whom."""

    words: str
    at: datetime
    officer: str


@dataclass(frozen=True)
class Facts:
    """A dossier as the team sees it."""

    heading: Heading
    story: tuple[Fact, ...]


def facts_of(user: Any, code: str, *, at: datetime) -> Facts:
    """The facts for who may see the dossier itself, or 404; the page leaves the trace."""
    if not visible_to(user).filter(code=code).exists():
        raise Http404
    told = history_of(code)
    names = officer_names({event.actor for event in told})
    story = tuple(
        Fact(words, one.at, names.get(one.actor, "")) for one in told if (words := event_words(one)) != one.kind
    )
    return Facts(headings_of([code], at=at)[code], story)


def judged_of(sampled: SampledDossier) -> dict[int, Judgement]:
    """By item, what was said so far."""
    return {one.item_id: one for one in Judgement.objects.filter(dossier=sampled)}
