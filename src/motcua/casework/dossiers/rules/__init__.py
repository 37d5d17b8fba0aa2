"""The law of a dossier in plain Python: its four lives, its code, its history told again."""
