"""``python -m tests.crash.furnish``: the cast and a partner's token into the database of the house; says it in JSON."""

import json

import django

django.setup()

from motcua.casework.dossiers.tests.factories import COMMUNE, PASSWORD, make_cast  # noqa: E402
from motcua.channels.api.actions import issue_token  # noqa: E402
from motcua.kernel import clock  # noqa: E402
from motcua.registry.people.public import open_citizen_account  # noqa: E402

if __name__ == "__main__":
    cast = make_cast()
    token = issue_token("Đối tác", username=cast.receiver.username, at=clock.now())
    other = open_citizen_account(
        identity_number="004190000124", full_name="Nông Thị Hoa", password=PASSWORD, email="hoa@vidu.vn", at=clock.now()
    )
    told = {
        "other_citizen": other.username,
        "token": token,
        "password": PASSWORD,
        "agency": COMMUNE,
        "procedure": cast.procedure.code,
        "papers": [paper.id for paper in cast.procedure.cases[0].papers],
        **{who: getattr(cast, who).username for who in ("citizen", "receiver", "specialist", "leader")},
    }
    print(json.dumps(told))  # noqa: T201 - its answer
