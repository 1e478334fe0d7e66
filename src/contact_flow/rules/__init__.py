"""The rules of the flow language, one idea a module: each takes a flow, and gives what is wrong with it."""
