"""Người: citizens, organisations and officers, their accounts and how they sign in."""
