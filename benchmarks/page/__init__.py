"""The callers' page: alone, and deployed to the local cloud under load."""
