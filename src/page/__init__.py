"""The function behind the callers' page: the page itself, what it loads, and its API."""
