"""Reading the province's files."""
