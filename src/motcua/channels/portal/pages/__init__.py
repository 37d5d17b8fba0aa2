"""The citizens' own pages: home, sign-in, sign-up, notices."""
