"""``python -m benchmarks [PART…]``: measure and print a table. Without words the parts that end within ten minutes.

``HOUSE=NAME`` keeps the house, to be asked again: only `large` does that.
"""

import os
import sys
import time
from importlib import import_module

from benchmarks.house import house
from benchmarks.table import Line

PARTS = ("moves", "relay", "lists", "footprint", "recompute", "moving_in", "clock", "scorecards")
APART = ("large",)
"""Only where it is named: hours, and a disk to fill."""


def main(words: list[str]) -> int:
    """Run the parts named, or all, each in a house of its own."""
    if unknown := set(words) - {*PARTS, *APART}:
        print(
            f"There is no part {', '.join(sorted(unknown))}; there are {', '.join((*PARTS, *APART))}.", file=sys.stderr
        )
        return 2
    print("| what | figure | load average |\n|---|---|---|", flush=True)
    with house(keep=os.environ.get("HOUSE", "")) as home:
        for name in words or PARTS:
            began = time.monotonic()
            for line in import_module(f"benchmarks.{name}").main(home):
                print(line, flush=True)
            print(Line(f"({name})", f"took {time.monotonic() - began:.0f} s", ""), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
