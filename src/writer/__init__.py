"""The function that later saves the calls that the converter could not save. All of it is in `handler`."""
