"""Pages of dossiers: the applicant's, the officer's, the counter's."""
