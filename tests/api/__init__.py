"""The REST door as partners meet it: over HTTP, through the whole middleware."""
