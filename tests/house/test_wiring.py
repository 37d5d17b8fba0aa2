"""The house fits together: checks pass, tables match the models, settings and documents are told of."""

import ast
import re
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

REPOSITORY = Path(__file__).resolve().parents[2]
SOURCES = REPOSITORY / "src" / "motcua"
DOCUMENTS = sorted([*REPOSITORY.glob("*.md"), *(REPOSITORY / "docs").rglob("*.md")])
HOW_TOS = sorted((REPOSITORY / "docs" / "how-to").glob("*.md"))
READERS = {"text", "flag", "integer", "path", "words"}


def test_djangos_own_checks_pass():
    call_command("check", fail_level="WARNING")


@pytest.mark.django_db
def test_every_change_of_a_model_has_its_migration():
    said = StringIO()
    try:
        call_command("makemigrations", check=True, dry_run=True, stdout=said)
    except SystemExit:
        pytest.fail(said.getvalue())


def test_every_setting_is_explained():
    page = (REPOSITORY / "docs" / "settings.md").read_text()
    assert sorted(name for name in settings_read() if f"`{name}`" not in page) == []


def test_no_explained_setting_has_gone():
    page = (REPOSITORY / "docs" / "settings.md").read_text()
    explained = set(re.findall(r"^\| `(\w+)`", page, re.M))
    assert explained - settings_read() == set()


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda document: document.name)
def test_links_between_documents_lead_somewhere(document):
    links = re.findall(r"\]\(([^)#\s]+)[^)]*\)", document.read_text())
    assert [link for link in links if "://" not in link and not (document.parent / link).exists()] == []


def test_decisions_are_numbered_without_gaps():
    numbers = sorted(int(path.name[:4]) for path in (REPOSITORY / "docs" / "decisions").glob("*.md"))
    assert numbers == list(range(1, len(numbers) + 1))


@pytest.mark.parametrize("document", HOW_TOS, ids=lambda document: document.name)
def test_files_that_a_how_to_names_exist(document):
    """From the repository's root, or below some module."""
    named = re.findall(r"`((?:src|docs|tools|tests|requirements)/[\w./-]+)`", document.read_text())
    assert [name for name in named if not (REPOSITORY / name).exists() and not any(SOURCES.glob(f"*/*/{name}"))] == []


def settings_read():
    """Names of the environment variables that the sources read through the typed reader."""
    return {
        node.args[0].value
        for path in SOURCES.rglob("*.py")
        if "tests" not in path.parts
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in READERS
        and ast.unparse(node.func.value) in {"env", "environment"}
        and node.args
        and isinstance(node.args[0], ast.Constant)
    }
