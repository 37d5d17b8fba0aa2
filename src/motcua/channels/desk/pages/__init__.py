"""The officers' own pages: inbox, operations."""
