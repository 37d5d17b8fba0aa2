"""Tests run on a real PostgreSQL: MOTCUA_TEST_DATABASE_URL, or one started here and thrown away.

That is the embedded one, or with MOTCUA_TEST_POSTGRES the one whose programs lie in that folder.

A plugin (`-p tests.own_database` in pyproject.toml), because pytest-django reads the settings before any conftest.py.
"""

import os
import shutil
import sys
import tempfile
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "src"))
from motcua.roof.postgres import EmbeddedPostgres

_PREFIX = "motcua-test-"
_KEPT = {
    "MOTCUA_TEST_DATABASE_URL",
    "MOTCUA_TEST_POSTGRES",
    "MOTCUA_CRASHES",
    "MOTCUA_SEED",
    "MOTCUA_HISTORIES",
    "MOTCUA_LARGE",
    "MOTCUA_SPARK_PYTHON",
}
_started: list[EmbeddedPostgres] = []


def _prepare() -> None:
    """Once, before Django reads its settings; workers of pytest-xdist inherit the environment."""
    _sweep()
    home = Path(tempfile.mkdtemp(prefix=_PREFIX))
    home.chmod(0o755)
    (home / "pid").write_text(str(os.getpid()))
    for name in [name for name in os.environ if name.startswith("MOTCUA_") and name not in _KEPT]:
        del os.environ[name]
    os.environ["MOTCUA_TEST_HOME"] = os.environ["MOTCUA_HOME"] = str(home)
    os.environ["MOTCUA_SECRET_KEY"] = "tests-only"
    url = os.environ.get("MOTCUA_TEST_DATABASE_URL")
    if not url:
        programs = os.environ.get("MOTCUA_TEST_POSTGRES")
        server = EmbeddedPostgres(home, is_throwaway=True, programs=Path(programs) if programs else None)
        server.start()
        _started.append(server)
        url = server.url()
    os.environ["DATABASE_URL"] = url


def _sweep() -> None:
    """Throw away what test runs left that were killed."""
    for home in Path(tempfile.gettempdir()).glob(f"{_PREFIX}*"):
        try:
            os.kill(int((home / "pid").read_text()), 0)
        except ProcessLookupError:
            EmbeddedPostgres(home).stop()
            shutil.rmtree(home, ignore_errors=True)
        except (OSError, ValueError):
            continue  # another account's, or just being made


if "MOTCUA_TEST_HOME" not in os.environ:
    _prepare()


@pytest.hookimpl(trylast=True)
def pytest_unconfigure() -> None:
    """Stop the server and remove its folder."""
    for server in _started:
        server.stop()
        shutil.rmtree(server.folder, ignore_errors=True)
    _started.clear()
