"""Cổng của người dân: the citizens' shell, its home, sign-in and notices."""
