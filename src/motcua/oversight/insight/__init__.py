"""Số liệu: indicators live from events, as of any moment, each number led back to its dossiers and its law."""
