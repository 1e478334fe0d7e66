"""The rules of the flow language, one subject to a module. Each takes a flow and yields what is wrong with it."""
