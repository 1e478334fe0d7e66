"""The function behind the callers' page: the page itself, its files, and its API.

Begin with `routes`, which has one method for each route. `http` has requests and responses, `masking` decides what an
open page may show of a caller, `callers_json` writes callers, and `wiring` builds all of it from the environment.
"""
