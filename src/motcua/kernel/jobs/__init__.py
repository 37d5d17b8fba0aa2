"""Work that a clock starts: declared with ``@job`` in a module's ``jobs.py``, a thin call of an action."""
