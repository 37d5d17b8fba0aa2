"""English, with Vietnamese dates and numbers: an officer and a foreigner read the same paper."""
