"""Rules of our own, for what ruff, mypy and import-linter cannot say (docs/house.md §6, §10).

``python -m tools.lint [PATH…]`` prints ``path:line: rule: text`` and ends with 1 if anything was found.
A line that is right as it is says why: ``# house: rule-name - the reason``; ``# house-file: …`` speaks for a file.
"""
