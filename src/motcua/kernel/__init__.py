"""What every module stands on; knows nothing of public administration."""
