"""Fit the weights of the ranking to numbers that organisations advertise.

Begin with `fit`; `advertised` turns the numbers into features, and weights_by_hand.toml is where the fit starts.
"""
