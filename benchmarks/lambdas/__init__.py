"""`python -m benchmarks.lambdas`: the converter as Lambda runs it, beside a bare handler that only puts one item.

The emulator is AWS's own (the runtime interface emulator), the environment has the packages of the runtime and none of
this project's, and the table is the local cloud's. Milliseconds here are not those of AWS: only the ratios count.
"""
