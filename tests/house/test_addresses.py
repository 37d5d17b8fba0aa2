"""Every address says who may open it; pages name addresses and files that exist."""

import re
from pathlib import Path

import pytest
from django.apps import apps
from django.contrib.staticfiles import finders
from django.template import engines
from django.urls import get_resolver

from tools import permission_table

SOURCES = Path(permission_table.__file__).parents[1] / "src" / "motcua"
TEMPLATES = sorted(path for path in SOURCES.rglob("templates/**/*.html") if "tests" not in path.parts)
URL_NAME = re.compile(r"""{%\s*url\s+["']([^"']+)["']""")
STATIC_FILE = re.compile(r"""{%\s*static\s+["']([^"'{]+)["']""")


def short(path):
    return str(path.relative_to(SOURCES))


def named():
    """Every URL name with its namespace."""
    return {address.name for address in permission_table.addresses()}


def test_every_address_says_who_may_open_it():
    assert [f"{each.path} ({each.name})" for each in permission_table.addresses() if each.needs is None] == []


def test_no_two_pages_share_an_address_or_a_name():
    """Apart from the API, where one address has a name for each method."""
    addresses = [address for address in permission_table.addresses() if not address.name.startswith("api:")]
    for part in ("path", "name"):
        seen = [getattr(address, part) for address in addresses]
        assert sorted({value for value in seen if seen.count(value) > 1 and value}) == []


def test_the_permission_table_is_up_to_date():
    assert permission_table.PAGE.read_text() == permission_table.table(), "run: python -m tools.permission_table"


@pytest.mark.parametrize("template", TEMPLATES, ids=short)
def test_a_template_can_be_read_and_what_it_names_exists(template):
    text = template.read_text()
    engines["django"].from_string(text)
    known = named() | set(get_resolver().reverse_dict)
    assert [name for name in URL_NAME.findall(text) if name not in known] == []
    assert [name for name in STATIC_FILE.findall(text) if finders.find(name) is None] == []


def test_a_template_lies_in_the_folder_of_its_module():
    for template in TEMPLATES:
        owner = next(app for app in apps.get_app_configs() if template.is_relative_to(Path(app.path) / "templates"))
        folder = template.relative_to(Path(owner.path) / "templates").parts[0]
        assert folder in {owner.label, "shell"}, f"{short(template)} lies in «{folder}», not in «{owner.label}»"
