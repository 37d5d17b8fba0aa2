"""Bringing dossiers in, batch by batch."""
