"""Cổng máy – máy: partners submit, read and follow dossiers over REST, with a token each."""
