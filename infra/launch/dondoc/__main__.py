"""`python -m dondoc`: the same command line, for processes that the supervisor starts."""

import sys

from dondoc import main

sys.exit(main())
