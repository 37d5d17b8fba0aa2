"""What the officers' own pages show."""
