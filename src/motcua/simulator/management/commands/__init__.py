"""The command `motcua sample`."""
