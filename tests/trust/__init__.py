"""The campaign behind `make trust`: faults, generated input, attacks and load, and a score of what went wrong.

Each part is a module with a `run` that takes a `Campaign` and returns one `Score` for each row of the table. `make
test` runs every part with a small campaign.
"""
