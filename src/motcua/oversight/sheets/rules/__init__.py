"""Plain rules of report forms."""
