"""Moments read quickly are those that Django's own reader reads."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.db.backends.postgresql.psycopg_any import BaseTzLoader
from hypothesis import given
from hypothesis import strategies as st
from psycopg import DataError

from motcua.kernel import timestamps

ZONES = (UTC, ZoneInfo("Asia/Ho_Chi_Minh"), None)


def loader(zone):
    class Loader(BaseTzLoader):
        timezone = zone

    return Loader(1184)


def outcome(load, told, text):
    try:
        found = load(told, memoryview(text))
    except DataError as error:
        return str(error)
    return found, found.tzinfo


@given(
    st.datetimes(timezones=st.just(UTC)),
    st.sampled_from(["+00", "+07", "-03:30", "+07:06:30"]),
    st.sampled_from(ZONES),
)
def test_as_django_reads_them(moment, offset, zone):
    text = f"{moment.replace(tzinfo=None)}{offset}".encode()
    told = loader(zone)
    assert outcome(timestamps._load, told, text) == outcome(timestamps.plain_load, told, text)


@pytest.mark.django_db
def test_the_database_is_read_so():
    assert BaseTzLoader.load is timestamps._load
    moment = datetime(2026, 11, 23, 8, 30, 0, 120, tzinfo=UTC) + timedelta(days=1)
    with connection.cursor() as cursor:
        cursor.execute("SELECT %s::timestamptz, now(), %s::timestamptz", [moment, None])
        told, now, nothing = cursor.fetchone()
    assert (told, now.tzinfo, nothing) == (moment, UTC, None)


@pytest.mark.django_db
def test_what_python_has_no_word_for_is_refused_as_before():
    with connection.cursor() as cursor, pytest.raises(Exception, match="infinity"):
        cursor.execute("SELECT 'infinity'::timestamptz").fetchone()
