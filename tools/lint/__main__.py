"""``python -m tools.lint [PATH…]``: check the files that git knows (or those given)."""

import subprocess
import sys
from pathlib import Path

from tools.lint import names, shapes, sizes, texts
from tools.lint.source import Source, faults_in

LOADED = (names, shapes, sizes, texts)
_KINDS = (".py", ".html")


def main(paths: list[str]) -> int:
    """Print every fault; 1 if there was one."""
    found = 0
    for path in paths or _files():
        source = Source(path, Path(path).read_text(encoding="utf-8"))
        for name, fault in faults_in(source):
            print(f"{path}:{fault.line}: {name}: {fault.text}")
            found += 1
    return 1 if found else 0


def _files() -> list[str]:
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()
    return [path for path in listed if path.endswith(_KINDS) and Path(path).exists()]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
