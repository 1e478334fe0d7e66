"""The exit codes of `vanity`, as its help lists them."""

OK = 0
BAD_LINES = 1
BAD_INPUT = 2
UNUSABLE = 3
INTERRUPTED = 130

MEANINGS = f"""\
exit codes:
  {OK:<4} all went well, also when no word fits the number
  {BAD_LINES:<4} batch: some lines are not phone numbers
  {BAD_INPUT:<4} the number, the word or an option is not one that vanity can work with
  {UNUSABLE:<4} the index (or another file) is missing, damaged or unreadable
  {INTERRUPTED:<4} interrupted with Ctrl-C
"""
