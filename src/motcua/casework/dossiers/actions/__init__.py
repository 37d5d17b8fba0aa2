"""What is done to a dossier: one function a verb, each whole or not at all."""
