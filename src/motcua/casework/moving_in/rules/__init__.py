"""What a line must say and how its words are read: plain Python."""
