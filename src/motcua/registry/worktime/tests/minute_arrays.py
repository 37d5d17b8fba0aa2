"""A third clock, written apart from the other two: one array entry for every minute, true while the office works.

Moments are whole minutes counted from midnight of the office's first day. Nothing here is shared with the code under
test, nor with `oracle.py`, which walks the same minutes one by one and is too slow for a million cases.
"""

import calendar as months
from datetime import date, timedelta
from fractions import Fraction
from math import ceil, floor

import numpy as np

DAY = 1440


class Horizon(Exception):
    """The array is too short for this case."""


class MinuteOffice:
    """`seasons` and `changes` as in `oracle.Office`; covers `days` days from `first`."""

    def __init__(self, first, days, seasons, changes):
        self.first, self.days = first, days
        self.open = np.zeros(days * DAY, dtype=bool)
        for number in range(days):
            today = first + timedelta(days=number)
            for opens, closes in self._shifts(today, seasons, changes):
                self.open[number * DAY + opens : number * DAY + closes] = True
            kind, *rest = changes.get(today, ("",))
            if kind == "off":
                self.open[number * DAY : (number + 1) * DAY] = False
            elif kind == "shut":
                self.open[number * DAY + rest[0] : number * DAY + min(rest[1], DAY)] = False
        self.works = self.open.reshape(days, DAY).any(axis=1)

    @staticmethod
    def _shifts(today, seasons, changes):
        week = next(week for begins, ends, week in seasons if begins <= today and (ends is None or today < ends))
        kind, *rest = changes.get(today, ("",))
        return week[rest[0] if kind == "as" else today.weekday()]

    def opening(self, minute):
        """The first minute worked at or after `minute`."""
        return minute + first_true(self.open[minute:])

    def working_day(self, number):
        return number + first_true(self.works[number:])

    def closing(self, number):
        number = self.working_day(number)
        return number * DAY + int(np.flatnonzero(self.open[number * DAY : (number + 1) * DAY])[-1]) + 1


def first_true(flags):
    index = int(flags.argmax()) if flags.size else 0
    if not flags.size or not flags[index]:
        raise Horizon
    return index


def nth_true(flags, number):
    """How many entries it takes to see `number` true ones."""
    seen = np.flatnonzero(flags)
    if len(seen) < number:
        raise Horizon
    return int(seen[number - 1]) + 1


def half_up(number):
    return floor(number + Fraction(1, 2))


def clock(office, amount, unit, received, stops, policy):
    """Due minute and, while a stop is open, since when: `stops` are (begins, ends or None, is it a supplement)."""
    start = office.opening(received)
    while True:
        due, stopped_from, complete = run(office, amount, unit, start, stops, policy)
        again = [minute for minute in complete if minute > start] if policy["restarts"] else []
        if not again:
            return due, stopped_from
        start = office.opening(min(again))


def run(office, amount, unit, start, stops, policy):
    """The period counted from `start`, stop after stop as they begin; and when the supplements it met were complete."""
    met, complete, free_from = [], [], start
    due = plain(office, amount, unit, start, met, policy)
    for begins, ends, is_supplement in sorted(stops, key=lambda stop: (stop[0], stop[1] is None, stop[1])):
        felt = max(begins, free_from)
        if felt >= due:
            break
        if ends is None:
            return due, felt, complete
        complete += [ends] if is_supplement else []
        met.append((begins, ends))
        free_from = max(free_from, ends)
        due = plain(office, amount, unit, start, met, policy)
    return due, None, complete


def plain(office, amount, unit, start, stops, policy):
    """The due minute when all of `stops` count."""
    runs = np.ones(len(office.open) - start, dtype=bool)
    for begins, ends in stops:
        runs[max(begins - start, 0) : max(ends - start, 0)] = False
    if unit == "hour":
        return elapsed_hours(office, start, half_up(amount * 60), runs)
    if unit in {"day", "month"}:
        return whole_days(office, start, last_day(office, start, amount, unit), runs, stops)
    need = work_needed(office, amount, unit, start, policy)
    return start if need == 0 else start + nth_true(office.open[start:] & runs, need)


def work_needed(office, amount, unit, start, policy):
    """Minutes of work from `start` to the end of the period."""
    if unit == "working_hour":
        return half_up(amount * 60)
    if unit == "same_day":
        if amount == 0:
            return 0
        is_late = start % DAY > policy["same_day_until"]
        return work_of_days(office, start, ceil(amount) + (1 if is_late else 0), "counted")
    days = amount / 2 if unit == "half_day" else amount
    whole = floor(days)
    need = work_of_days(office, start, whole, policy["first_day"])
    if days != whole:
        need += half_up((days - whole) * (work_of_days(office, start, whole + 1, policy["first_day"]) - need))
    return need


def work_of_days(office, start, days, first_day):
    if days == 0:
        return 0
    today = start // DAY
    later = days - 1 if first_day == "counted" else days
    day = today if later == 0 else today + 1 + nth_true(office.works[today + 1 :], later) - 1
    end = day * DAY + start % DAY if first_day == "exact" else (day + 1) * DAY
    return int(office.open[start:end].sum())


def elapsed_hours(office, start, need, runs):
    taken = nth_true(runs, need) if need else 0
    end = start + taken
    at_work = office.open[end:] | office.open[end - 1 : -1]
    running = runs[taken:] | np.concatenate([[True], runs])[taken:-1]
    return end + first_true(at_work & running)


def last_day(office, start, amount, unit):
    """Number of the last day, days off and stops apart."""
    number = start // DAY
    if unit == "day":
        return number + ceil(amount)
    whole = floor(amount)
    day = office.first + timedelta(days=number)
    year, month = divmod(day.year * 12 + day.month - 1 + whole, 12)
    reached = date(year, month + 1, min(day.day, months.monthrange(year, month + 1)[1]))
    return (reached - office.first).days + ceil((amount - whole) * 30)


def whole_days(office, start, last, runs, stops):
    """Stopped time is added in days, a begun day counting whole; the day work goes on again is the earliest end."""
    stopped = int((~runs).sum())
    if not stopped:
        return office.closing(last)
    again = office.opening(max(ends for _begins, ends in stops if ends > start))
    return office.closing(max(last + ceil(Fraction(stopped, DAY)), again // DAY))
