"""`python -m benchmarks.page`: the callers' page in process, and deployed to the local cloud under load."""
