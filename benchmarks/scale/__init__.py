"""What happens at many calls a second, in a simulation against AWS's published limits, and what the calls cost."""
