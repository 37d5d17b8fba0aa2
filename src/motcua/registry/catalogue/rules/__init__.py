"""Reading the portal's own words, settling doubts, finding procedures by everyday words. Plain Python."""
