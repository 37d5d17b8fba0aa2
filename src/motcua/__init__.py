"""Một Cửa: a province's one-stop public services."""
