"""A week in a few words."""

from django.utils.translation import gettext

from motcua.kernel.texts.mark import mark
from motcua.registry.worktime.rules.calendar import Week
from motcua.registry.worktime.rules.hours_text import shifts_text

WEEKDAYS = (mark("T2"), mark("T3"), mark("T4"), mark("T5"), mark("T6"), mark("T7"), mark("CN"))


def week_lines(week: Week) -> list[tuple[str, str]]:
    """«T2–T6: 7:00–11:30, 13:30–17:00»: days with the same hours together; empty hours are a day off."""
    told: list[tuple[str, str, str]] = []
    for name, shifts in zip(map(gettext, WEEKDAYS), week, strict=True):
        words = shifts_text(shifts)
        if told and told[-1][2] == words:
            told[-1] = told[-1][0], name, words
        else:
            told.append((name, name, words))
    return [(first if first == last else f"{first}–{last}", words) for first, last, words in told]
