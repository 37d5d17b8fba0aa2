"""Reading dossiers: funnels, lists and look-ups in bulk."""
