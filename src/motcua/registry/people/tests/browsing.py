"""People at their pages in tests: Django's client, whole middleware, no browser."""

from typing import Any

from django.test import Client

from motcua.registry.people.public import Account


def signed_in(account: Account) -> Client:
    """A browser in which this person is signed in; a page that breaks raises what broke it."""
    client = Client()
    client.force_login(account)
    return client


def text(response: Any) -> str:
    """What a page says that must be there."""
    assert response.status_code == 200, response.content[:500]
    return str(response.content.decode())
