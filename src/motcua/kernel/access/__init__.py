"""Permissions, declared by modules and granted by postings; deny by default."""
