"""The cast, each with a browser of its own that shows a fault of ours instead of hiding it."""

import pytest
from django.test import Client

from motcua.casework.dossiers.models import Draft
from motcua.casework.dossiers.tests.factories import COMMUNE, make_cast, make_officer
from motcua.registry.organisation.public import Role


def pytest_collection_modifyitems(items):
    for item in items:
        if "bad_input" in item.path.parts:
            item.add_marker(pytest.mark.django_db)


@pytest.fixture
def cast():
    return make_cast()


def administrator():
    """Of the commune of the cast, whose officers he may change."""
    return make_officer("quan.tri", "Nông Văn Quản", COMMUNE, Role.ADMIN)


@pytest.fixture
def sign_in(cast):
    def signed_in(who: str) -> Client:
        client = Client(raise_request_exception=False)
        client.force_login(administrator() if who == "administrator" else getattr(cast, who))
        return client

    return signed_in


@pytest.fixture
def citizen(sign_in):
    return sign_in("citizen")


@pytest.fixture
def draft(citizen, cast) -> Draft:
    citizen.post(f"/nop-ho-so/{cast.procedure.code}/", {"agency": COMMUNE})
    return Draft.objects.get()
