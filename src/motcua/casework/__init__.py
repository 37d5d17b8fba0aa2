"""Serving people: dossiers."""
