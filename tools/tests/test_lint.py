"""Each rule finds its fault in a bad example and nothing in a good one."""

import pytest

from tools.lint import __main__ as command
from tools.lint.source import RULES, Source, faults_in

ACTIONS = "src/motcua/casework/dossiers/actions.py"
PAGE = "src/motcua/casework/dossiers/pages/desk.py"
TEMPLATE = "src/motcua/casework/dossiers/templates/dossiers/desk/detail.html"
MODELS = "src/motcua/casework/dossiers/models.py"
RULES_ROOM = "src/motcua/casework/dossiers/rules.py"
TEST = "src/motcua/casework/dossiers/tests/test_accept.py"
ACTION = "@transaction.atomic(durable=True)\ndef {name}(dossier, *, officer, at):\n    {body}\n"

EXAMPLES = {  # rule: (path, bad, good)
    "file-size": (RULES_ROOM, "x = 1\n" * 401, "x = 1\n" * 400),
    "function-size": (
        RULES_ROOM,
        "def f():\n" + "    x = 1\n" * 40,
        'def f():\n    """Purpose.\n\n    Units.\n    """\n' + "    x = 1\n" * 39,
    ),
    "positional-arguments": (
        RULES_ROOM,
        "def f(a, b, c, d, e, f, g): ...\n",
        "def f(a, b, c, d, e, f, *, g, h): ...\n",
    ),
    "door-size": (
        "src/motcua/casework/dossiers/public.py",
        "".join(f"from motcua.casework.dossiers.actions import verb_{n}\n" for n in range(31)),
        "from motcua.casework.dossiers.actions import accept\nfrom motcua.kernel.errors import DomainError\n",
    ),
    "room": ("src/motcua/casework/dossiers/views.py", "", ""),
    "shapeless-name": ("src/motcua/kernel/texts/utils.py", "", ""),
    "package-docstring": ("src/motcua/casework/dossiers/__init__.py", "x = 1\n", '"""Hồ sơ: what one asks."""\n'),
    "abbreviation": (RULES_ROOM, "def ma_tthc(so): ...\n", "def procedure_code(edxml): ...\n"),
    "import-in-function": (RULES_ROOM, "def f():\n    import json\n", "import json\n"),
    "action-shape": (
        ACTIONS,
        "@transaction.atomic(durable=True)\ndef accept(dossier, *, officer):\n    record(dossier)\n",
        ACTION.format(name="accept_dossier", body="record(dossier)"),
    ),
    "action-in-action": (
        ACTIONS,
        ACTION.format(name="accept", body="...") + ACTION.format(name="forward", body="accept(dossier)"),
        ACTION.format(name="accept", body="...") + ACTION.format(name="forward", body="allot_number(dossier)"),
    ),
    "work-in-transaction": (
        ACTIONS,
        ACTION.format(name="accept", body="render_pdf('x.typ', {})"),
        "def f():\n    record(Accepted())\n",
    ),
    "page-writes": (PAGE, "def f():\n    return Dossier.objects.all()\n", "def f():\n    return dossier_for(1)\n"),
    "state-outside-action": (RULES_ROOM, "dossier.status = 'x'\n", "state = after(state, 'x')\n"),
    "settings-in-domain": (RULES_ROOM, "from django.conf import settings\n", "from datetime import date\n"),
    "query-in-property": (
        MODELS,
        "class Dossier:\n    @property\n    def papers(self):\n        return Paper.objects.filter(dossier=self)\n",
        "class Dossier:\n    @property\n    def is_late(self):\n        return self.closed_at > self.due_at\n",
    ),
    "model-field": (MODELS, "fee = models.FloatField()\n", "fee = models.BigIntegerField()\n"),
    "honest-test": (TEST, "import time\ntime.sleep(1)\n", "assert accepted.wait(5)\n"),
    "english-text": (RULES_ROOM, "TEXT = mark('The dossier is closed')\n", "TEXT = mark('Hồ sơ đã đóng')\n"),
    "built-text": (RULES_ROOM, "mark(f'Hồ sơ {code}')\n", "mark('Hồ sơ {code}')\n"),
    "empty-error": (RULES_ROOM, "mark('Có lỗi xảy ra!')\n", "mark('Tệp rỗng. Hãy chọn tệp khác.')\n"),
    "unmarked-text": (PAGE, "label = 'Tiếp nhận'\n", '"""Trang của cán bộ."""\nlabel = mark("Tiếp nhận")\n'),
    "template-text": (
        TEMPLATE,
        "<h1>Hồ sơ</h1>\n",
        '{# ghi chú #}<h1>{% translate "Hồ sơ" %}</h1>{% blocktranslate %}Mã {{ code }}{% endblocktranslate %}\n',
    ),
    "inline-behaviour": (
        TEMPLATE,
        '<p style="color:red" onclick="go()">x</p>\n<script>go()</script>\n',
        '<p class="late">x</p>\n<script src="{% static \'ui/dialog.js\' %}" defer></script>\n',
    ),
}
ELSEWHERE = {"room": "src/motcua/casework/dossiers/queries.py", "shapeless-name": "src/motcua/kernel/texts/fold.py"}


def found(rule, path, text):
    return [fault for name, fault in faults_in(Source(path, text)) if name == rule]


def test_a_journey_waits_for_elements_not_for_scripts():
    assert found("honest-test", TEST, "page.wait_for_function('document.title')\n")
    assert not found("honest-test", TEST, "page.locator('#phone:focus').wait_for()\n")


def test_every_rule_has_its_examples():
    assert command.LOADED
    assert set(EXAMPLES) == set(RULES)


@pytest.mark.parametrize("rule", EXAMPLES)
def test_the_bad_example_is_found(rule):
    path, bad, _ = EXAMPLES[rule]
    assert found(rule, path, bad)


@pytest.mark.parametrize("rule", EXAMPLES)
def test_the_good_example_passes(rule):
    path, _, good = EXAMPLES[rule]
    assert found(rule, ELSEWHERE.get(rule, path), good) == []


def test_a_waiver_with_a_reason_silences_its_rule_on_its_line_only():
    text = "import time\ntime.sleep(1)  # house: honest-test - the kernel's clock is what is tested\ntime.sleep(2)\n"
    assert [fault.line for fault in found("honest-test", TEST, text)] == [3]


def test_a_waiver_without_a_reason_silences_nothing():
    assert found("honest-test", TEST, "import time\ntime.sleep(1)  # house: honest-test\n")


def test_the_command_names_file_line_and_rule(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    file = tmp_path / "helpers.py"
    file.touch()
    assert command.main(["helpers.py"]) == 1
    assert capsys.readouterr().out.startswith("helpers.py:1: shapeless-name: ")
