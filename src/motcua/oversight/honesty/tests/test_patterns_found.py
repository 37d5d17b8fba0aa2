"""Tricks put into a made-up year are found, dossier by dossier; a clean year alarms nobody (issue 4: 0.9 and 0.9)."""

import pytest

from motcua.oversight.honesty.tests.looking import looked_at
from motcua.oversight.honesty.tests.years import TRICKS, Year

SEEDS = (4, 77, 2026)


@pytest.fixture(scope="module", params=SEEDS)
def years(request):
    """Alerts of a clean year, and of the same year with each trick played in three months."""
    year = Year(request.param, offices=6)
    clean, _seen = looked_at(year)
    year.play_all(times=3)
    played, seen = looked_at(year)
    return year, clean, played, seen


def share(part, whole):
    return len(part) / len(whole) if whole else 1.0


def test_a_clean_year_alarms_nobody(years):
    _year, clean, _played, _seen = years
    assert [(alert.pattern, alert.agency_code, alert.month) for alert in clean] == []


@pytest.mark.parametrize("trick", TRICKS)
def test_the_dossiers_of_a_trick_are_found_and_few_others(years, trick):
    year, _clean, played, _seen = years
    put_in = year.played.dossiers[trick]
    found = {one.seen.subject for alert in played if alert.pattern == trick for one in alert.signed}
    assert len(put_in) >= 20
    assert share(found & put_in, found) >= 0.9, f"precision of {trick}"
    assert share(found & put_in, put_in) >= 0.9, f"recall of {trick}"


def test_the_months_of_all_tricks_are_found_and_no_others(years):
    year, _clean, played, _seen = years
    put_in = set(year.played.where)
    found = {(alert.pattern.value, alert.agency_code, alert.month) for alert in played}
    assert share(found & put_in, found) >= 0.9
    assert share(found & put_in, put_in) >= 0.9


def test_what_a_trick_saved_is_no_longer_on_time_and_nothing_is_made_on_time(years):
    _year, _clean, played, seen = years
    official = {one.subject for one in seen if one.is_on_time}
    taken = {
        one.seen.subject
        for alert in played
        for one in alert.signed
        if one.seen.is_on_time and not one.is_honestly_on_time
    }
    assert taken
    assert taken <= official
