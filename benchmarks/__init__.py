"""How fast, how small and how good: `make bench` and `make quality`."""
