from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from motcua.registry.organisation.errors import PeriodTaken
from motcua.registry.organisation.models import Posting
from motcua.registry.organisation.public import post_officer
from motcua.registry.organisation.tests import factories
from motcua.registry.people.tests.factories import AT, officer

THREADS = 4


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_of_four_who_post_the_same_officer_at_once_exactly_one_wins():
    officer()
    factories.agency()
    start = Barrier(THREADS)

    def post(number):
        start.wait()
        try:
            post_officer(
                username="lan.nt",
                agency_code="H14.31",
                role="receiver",
                valid_from=factories.REFORM,
                actor=f"admin{number}",
                at=AT,
            )
        except PeriodTaken:
            return "taken"
        finally:
            connection.close()
        return "posted"

    with ThreadPoolExecutor(THREADS) as threads:
        outcomes = sorted(threads.map(post, range(THREADS)))
    assert outcomes == ["posted"] + ["taken"] * (THREADS - 1)
    assert Posting.objects.count() == 1
