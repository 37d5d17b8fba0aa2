"""The definition files of the index."""
