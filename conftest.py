"""Tests run on a real PostgreSQL: MOTCUA_TEST_DATABASE_URL, or an embedded one started here and thrown away."""

import os
import shutil
import sys
import tempfile
import warnings
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent / "src"))
warnings.filterwarnings("ignore", message="XDG_RUNTIME_DIR")
_started = []


def _prepare() -> None:
    """Once, before Django reads its settings; workers of pytest-xdist inherit the environment."""
    home = Path(tempfile.mkdtemp(prefix="motcua-test-"))
    home.chmod(0o755)
    os.environ["MOTCUA_TEST_HOME"] = os.environ["MOTCUA_HOME"] = str(home)
    os.environ["MOTCUA_SECRET_KEY"] = "tests-only"
    url = os.environ.get("MOTCUA_TEST_DATABASE_URL")
    if url is None:
        from motcua.roof.postgres import EmbeddedPostgres

        server = EmbeddedPostgres(home, is_throwaway=True)
        server.start()
        _started.append(server)
        url = server.url()
    os.environ["DATABASE_URL"] = url


if "MOTCUA_TEST_HOME" not in os.environ:
    _prepare()


def pytest_unconfigure(config):
    for server in _started:
        server.stop()
    if _started:
        shutil.rmtree(os.environ["MOTCUA_TEST_HOME"], ignore_errors=True)
        _started.clear()


@pytest.fixture(autouse=True)
def _swift_passwords(settings):
    """Argon2 takes a third of a second on purpose; tests that are about passwords set it back."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
