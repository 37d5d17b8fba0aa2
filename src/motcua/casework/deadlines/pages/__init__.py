"""Explanations, the board of waiting dossiers, and the proof of dates."""
