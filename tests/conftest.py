"""What every test may ask for."""

import os

from hypothesis import settings

pytest_plugins = ["tests.engines_session"]

settings.register_profile("default", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True, print_blob=True)
settings.load_profile("ci" if os.environ.get("CI") == "true" else "default")
