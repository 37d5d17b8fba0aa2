"""A second clock, written apart: walks minute by minute and day by day, knows no prefix sum, shares no code.

Times are naive local ones. An office is given as plain data: seasons ``(from, to, week)``, the first that holds wins,
and changes ``day → ("off",) | ("as", weekday) | ("shut", from_minute, to_minute)``; a week is seven lists of shifts.
"""

from datetime import date, datetime, time, timedelta
from fractions import Fraction

MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)


class Office:
    def __init__(self, seasons, changes):
        self.seasons, self.changes, self._known = seasons, changes, {}

    def minutes(self, day: date) -> set[int]:
        if day not in self._known:
            self._known[day] = self._minutes(day)
        return self._known[day]

    def _minutes(self, day):
        change = self.changes.get(day, ("",))
        week = next(week for begins, ends, week in self.seasons if begins <= day and (ends is None or day < ends))
        weekday = change[1] if change[0] == "as" else day.weekday()
        worked = {minute for opens, closes in week[weekday] for minute in range(opens, closes)}
        if change[0] == "off":
            return set()
        if change[0] == "shut":
            return worked - set(range(change[1], change[2]))
        return worked

    def works_at(self, at: datetime) -> bool:
        return at.hour * 60 + at.minute in self.minutes(at.date())


def half_up(number: Fraction) -> int:
    return int(number + Fraction(1, 2))


def ceiling(number: Fraction) -> int:
    return -(-number.numerator // number.denominator)


def due(
    office, amount: Fraction, unit: str, received: datetime, stops=(), first_day="exact", same_day_until=900
) -> datetime:
    start = received.replace(second=0, microsecond=0)
    while not office.works_at(start):
        start += MINUTE
    if unit == "working_hour":
        return walk(office, start, half_up(amount * 60), stops)
    if unit in {"working_day", "half_day"}:
        days = amount / 2 if unit == "half_day" else amount
        whole = days.numerator // days.denominator
        need = minutes_of_days(office, start, whole, first_day)
        if days != whole:
            more = minutes_of_days(office, start, whole + 1, first_day)
            need += half_up((days - whole) * (more - need))
        return walk(office, start, need, stops)
    if unit == "same_day":
        late = start.hour * 60 + start.minute > same_day_until
        days = ceiling(amount) + late if amount else 0
        return walk(office, start, minutes_of_days(office, start, days, "counted"), stops)
    if unit == "hour":
        return walk_hours(office, start, half_up(amount * 60), stops)
    return walk_days(office, start, last_date(start.date(), amount, unit), stops)


def stopped(at, stops):
    return any(begins <= at < ends for begins, ends in stops)


def walk(office, at, need, stops):
    while need:
        if office.works_at(at) and not stopped(at, stops):
            need -= 1
        at += MINUTE
    return at


def minutes_of_days(office, start, days, first_day):
    """Worked minutes from `start` to where `days` working days are over."""
    if days == 0:
        return 0
    wanted = days - 1 if first_day == "counted" else days
    day = start.date()
    while wanted:
        day += DAY
        if office.minutes(day):
            wanted -= 1
    end = datetime.combine(day, start.time()) if first_day == "exact" else datetime.combine(day + DAY, time())
    count, at = 0, start
    while at < end:
        count += office.works_at(at)
        at += MINUTE
    return count


def walk_hours(office, at, need, stops):
    start = at
    while need:
        if not stopped(at, stops):
            need -= 1
        at += MINUTE
    while True:
        began_earlier = any(max(begins, start) < at < ends for begins, ends in stops)
        if (office.works_at(at) or office.works_at(at - MINUTE)) and not began_earlier:
            return at
        at += MINUTE


def last_date(first: date, amount: Fraction, unit: str) -> date:
    if unit == "day":
        return first + ceiling(amount) * DAY
    whole = amount.numerator // amount.denominator
    year, month = first.year, first.month
    for _ in range(whole):
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    day = first.day
    while True:
        try:
            reached = date(year, month, day)
            break
        except ValueError:
            day -= 1
    return reached + ceiling((amount - whole) * 30) * DAY


def walk_days(office, start, last, stops):
    """Stops that begin before the due moment lengthen it, which may bring in more stops: until nothing changes."""
    due_at = None
    while True:
        counted = [stop for stop in stops if due_at is not None and max(stop[0], start) < due_at]
        at, minutes = start, 0
        until = max([ends for _begins, ends in counted], default=start)
        while at < until:
            minutes += stopped(at, counted)
            at += MINUTE
        day = last + ceiling(Fraction(minutes, 24 * 60)) * DAY
        if minutes:
            while not office.works_at(at):
                at += MINUTE
            day = max(day, at.date())
        while not office.minutes(day):
            day += DAY
        closing = datetime.combine(day, time()) + (max(office.minutes(day)) + 1) * MINUTE
        if closing == due_at:
            return due_at
        due_at = closing
