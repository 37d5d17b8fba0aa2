"""What can be done to the catalogue, one verb group a file."""
