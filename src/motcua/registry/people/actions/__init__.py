"""Opening accounts, remembering profiles, signing in."""
