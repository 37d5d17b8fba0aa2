"""An officer at a desk."""

from django.test import Client

from motcua.registry.organisation.rules import Role
from motcua.registry.organisation.tests.factories import agency, posting
from motcua.registry.people.tests.factories import officer

AGENCY = "H14.31"


def desk_of(*roles: Role, client: Client, username: str = "lan.nt") -> Client:
    """`client`, signed in as an officer with `roles` at the agency."""
    account = officer(username)
    agency(AGENCY)
    for role in roles:
        posting(username, AGENCY, role)
    client.force_login(account)
    return client
