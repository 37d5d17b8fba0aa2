"""`motcua prepare`: bring the database up to date and, where nobody has an account yet, load the sample province."""

import time
from pathlib import Path

from motcua.kernel import environment as env
from motcua.roof import database

PACKAGE = Path(__file__).resolve().parent.parent
_SAMPLE_DOSSIERS = 200


def prepare() -> None:
    """Migrate; fill an empty database with the sample province (MOTCUA_SAMPLE dossiers; 0: none); show the sign-ins."""
    import django

    django.setup()
    from django.core.management import call_command, get_commands

    began = time.monotonic()
    database.prepare()
    dossiers = env.integer("MOTCUA_SAMPLE", _SAMPLE_DOSSIERS, least=0)
    if dossiers and "sample" in get_commands() and _is_empty():
        print(f"Đang nạp tỉnh mẫu với {dossiers} hồ sơ… (loading the sample province)", flush=True)
        call_command("sample", dossiers=dossiers)
        print(f"Đã nạp xong sau {time.monotonic() - began:.0f} giây (loaded).", flush=True)
    _show_sign_ins()


def _is_empty() -> bool:
    from django.contrib.auth import get_user_model

    return not get_user_model().objects.exists()


def _show_sign_ins() -> None:
    """The cast of the sample province, where it is loaded: who, user name, password."""
    if not (PACKAGE / "simulator" / "public.py").exists():
        return
    from motcua.simulator.public import sign_ins

    for who, username, password in sign_ins():
        print(f"  {who:<42} {username:<20} {password}")
