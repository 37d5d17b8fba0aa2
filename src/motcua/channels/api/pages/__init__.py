"""The REST door: JSON in, JSON out."""
