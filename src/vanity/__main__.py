"""`python -m vanity`."""

import sys

from vanity.cli import main

sys.exit(main())
