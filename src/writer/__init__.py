"""The function that saves, a little later, the calls that the converter could not. All of it is in `handler`."""
