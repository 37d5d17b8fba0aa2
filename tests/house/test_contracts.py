"""Each contract of `.importlinter` is shown to catch the fault it is there for, in a small house built for it."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parents[2]
FLOORS = ("roof", "simulator", "channels", "oversight", "casework", "capabilities", "registry", "kernel")
MODULES = (
    "channels/desk",
    "oversight/report_check",
    "casework/dossiers",
    "capabilities/forms",
    "registry/places",
    "registry/people",
)
ROOMS = (
    "apps",
    "pages",
    "public",
    "subscribers",
    "actions",
    "queries",
    "models",
    "rules",
    "events",
    "errors",
    "permissions",
)

FAULTS = {
    "an import up a floor": ("floors", "registry/places/public.py", "import motcua.casework.dossiers.errors"),
    "casework that looks up to who looks at it": (
        "floors",
        "casework/dossiers/public.py",
        "import motcua.oversight.report_check.errors",
    ),
    "a floor that nobody has heard of": ("floors", "basement/__init__.py", ""),
    "a circle between two modules": (
        "circles",
        "registry/places/public.py",
        "import motcua.registry.people.errors",
        "registry/people/public.py",
        "import motcua.registry.places.errors",
    ),
    "a model that calls an action": ("inside", "registry/places/models.py", "import motcua.registry.places.actions"),
    "a query that enters the door of its own module": (
        "inside",
        "registry/places/queries.py",
        "import motcua.registry.places.public",
    ),
    "a room that is not on the list": ("inside", "registry/places/services.py", ""),
    "a rule that imports Django": ("pure", "registry/places/rules.py", "import django.utils.timezone"),
    "an event that reaches Django through another file": (
        "pure",
        "registry/places/events.py",
        "import motcua.kernel.shelf",
        "kernel/shelf.py",
        "import django.db",
    ),
    "an import of another module's models": (
        "doors",
        "casework/dossiers/actions.py",
        "import motcua.registry.places.models",
    ),
    "an import of another module as a whole": (
        "doors",
        "casework/dossiers/actions.py",
        "import motcua.registry.places",
    ),
    "the simulator behind a door": ("doors", "simulator/year.py", "import motcua.casework.dossiers.actions"),
}
NAMES = {
    "floors": "A floor stands only on the floors below",
    "circles": "No circles between modules of one floor",
    "inside": "Inside a module each room uses only the rooms below",
    "pure": "Rules and declarations are plain Python",
    "doors": "Enter another module only by its doors",
}


@pytest.fixture(scope="module")
def skeleton(tmp_path_factory):
    """A house with every room, in which one module uses another as it should."""
    root = tmp_path_factory.mktemp("skeleton") / "motcua"
    for folder in ("", *FLOORS, *MODULES):
        (root / folder).mkdir(parents=True, exist_ok=True)
        (root / folder / "__init__.py").touch()
    for module in MODULES:
        for room in ROOMS:
            (root / module / f"{room}.py").touch()
    (root / "casework/dossiers/actions.py").write_text(
        "import motcua.casework.dossiers.rules\n"
        "import motcua.registry.places.public\n"
        "import motcua.registry.people.errors\n"
    )
    (root / "registry/places/models.py").write_text("import django.db\n")
    return root


def lint(root):
    """Run the real configuration against the house in `root`."""
    return subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-cache", "--config", REPOSITORY / ".importlinter"],
        cwd=root.parent,
        env=os.environ | {"PYTHONPATH": f"{root.parent}:{REPOSITORY}"},
        capture_output=True,
        text=True,
        check=False,
    )


def broken_contracts(output):
    return {key for key, name in NAMES.items() if f"{name} BROKEN" in output}


def test_a_house_without_faults_keeps_all_contracts(skeleton):
    done = lint(skeleton)
    assert "5 kept, 0 broken" in done.stdout, done.stdout + done.stderr


@pytest.mark.parametrize("fault", FAULTS)
def test_a_planted_fault_breaks_its_contract_and_no_other(fault, skeleton, tmp_path):
    contract, *lines = FAULTS[fault]
    root = tmp_path / "motcua"
    shutil.copytree(skeleton, root)
    for file, line in zip(lines[::2], lines[1::2], strict=True):
        (root / file).parent.mkdir(exist_ok=True)
        with (root / file).open("a") as planted:
            planted.write(f"{line}\n")
    done = lint(root)
    assert broken_contracts(done.stdout) == {contract}, done.stdout + done.stderr
    assert done.returncode == 1


def test_the_house_itself_keeps_all_contracts():
    done = lint(REPOSITORY / "src" / "motcua")
    assert "5 kept, 0 broken" in done.stdout, done.stdout + done.stderr
