"""The shells through which people and partners come in."""
