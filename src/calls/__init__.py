"""Calls: what a call and a caller are, how they are saved, and how an answer is spoken. Depends on neither AWS nor the
engine.

Begin with `call`, one number converted for one contact. `callers` has the protocols of the table and the queue,
`speech` turns an answer's text into what a voice reads, and `errors` draws the tree of errors.
"""
