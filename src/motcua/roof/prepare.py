"""`motcua prepare`: bring the database up to date and, where nobody has an account yet, load the sample province."""

from io import StringIO

from motcua.kernel import environment as env
from motcua.roof import database
from motcua.roof.loading import load

_SAMPLE_DOSSIERS = 200


def prepare() -> None:
    """Migrate; fill an empty database with the sample province (MOTCUA_SAMPLE dossiers; 0: none).

    A fill that was cut off is taken up again: the sample counts what is there.
    """
    load()
    from django.conf import settings
    from django.core.management import CommandError, call_command

    database.prepare()
    try:
        call_command("load_indicators", stdout=StringIO())
        call_command("load_patterns", stdout=StringIO())
        call_command("load_checklists", stdout=StringIO())
        call_command("load_criteria", stdout=StringIO())
    except CommandError as error:  # a faulty definition keeps nobody from working
        print(error, flush=True)
    dossiers = env.integer("MOTCUA_SAMPLE", _SAMPLE_DOSSIERS, least=0)
    begun = settings.HOME / "sample-begun"
    if dossiers and (begun.exists() or _is_empty()):
        print(f"Đang nạp tỉnh mẫu với {dossiers} hồ sơ… (loading the sample province)", flush=True)
        begun.touch()
        call_command("sample", dossiers=dossiers)
        begun.unlink()


def show_sign_ins() -> None:
    """The cast of the sample province, where it is loaded: who, user name, password."""
    load()
    from motcua.simulator.public import sign_ins

    for who, username, password in sign_ins():
        print(f"  {who:<56} {username:<24} {password}")


def _is_empty() -> bool:
    from django.contrib.auth import get_user_model

    return not get_user_model().objects.exists()
