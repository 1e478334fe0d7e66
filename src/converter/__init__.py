"""The function that Amazon Connect calls while a caller waits: a caller's number in, its vanity numbers out.

Begin with `handler`. It reads the event (`contact`), converts the number (`conversion`), saves the call on the way
(`saving`) and prints one line of metrics; `wiring` builds the converter from the function's environment.
"""
