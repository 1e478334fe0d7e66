"""The function that keeps, a little later, the calls that the converter could not."""
