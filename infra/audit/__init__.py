"""`make audit` and `make sbom`: what ships, under which licences, with which known flaws.

Begin with `__main__`, the checks in their order. `shipped` reads what ships from the files that lock it; `audit.toml`
holds the licences that are allowed and the values that only look like secrets.
"""
