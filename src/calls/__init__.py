"""Calls: what one is, what is saved of it, and how an answer is spoken. Knows no AWS.

Begin with `call` (one number converted for one contact), then `callers` (the table and the queue that the functions
write to, as protocols); `speech` is the only module that a function needs the engine's answers for.
"""
