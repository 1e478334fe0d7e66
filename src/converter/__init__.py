"""The function that Amazon Connect calls while a caller waits: the caller's number in, its vanity numbers out."""
