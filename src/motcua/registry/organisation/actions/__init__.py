"""What may be done to agencies, units and postings: nothing is ever edited, everything has its day."""
