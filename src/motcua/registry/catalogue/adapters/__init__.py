"""Where files of others are read."""
