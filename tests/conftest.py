"""What every test may ask for."""

import gc
import os

import structlog
from hypothesis import settings

pytest_plugins = ["tests.engines_session"]

settings.register_profile("default", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True, print_blob=True)
settings.load_profile("ci" if os.environ.get("CI") == "true" else "default")

# Tracebacks as Python writes them. Where `rich` is installed, structlog would frame and colour
# each with the values of its locals: that takes a test of outages longer than all its requests.
structlog.configure(
    processors=[
        structlog.contextvars.merge_contextvars,
        structlog.processors.add_log_level,
        structlog.dev.set_exc_info,
        structlog.dev.ConsoleRenderer(
            colors=False, exception_formatter=structlog.dev.plain_traceback
        ),
    ]
)


def pytest_collection_finish() -> None:
    """Look for garbage less often, and not among thousands of collected tests and modules.

    It took a tenth of the time of a state machine. At the end of a run pytest looks through all.
    """
    gc.freeze()
    gc.set_threshold(20_000)
