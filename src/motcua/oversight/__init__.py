"""Looking at the work: what is reported, planned, inspected and measured."""
