"""One way of logging: JSON lines into files, plain lines on a terminal. Ids, never words."""

import logging
import sys
from typing import Any, TextIO

import structlog
from structlog.tracebacks import ExceptionDictTransformer
from structlog.typing import ExcInfo

_LEVELS = {
    "temporalio": logging.WARNING,
    "uvicorn.access": logging.WARNING,
    "alembic": logging.WARNING,
}


_TRANSFORM = ExceptionDictTransformer(show_locals=False)


def _frames_only(exc_info: ExcInfo) -> list[dict[str, Any]]:
    """Where it happened and what kind it was. Its message may hold what somebody typed."""
    kept = _TRANSFORM(exc_info)
    for each in kept:
        each["exc_value"] = ""
        each["exc_notes"] = []
    return kept


def _write_frames(target: TextIO, exc_info: ExcInfo) -> None:
    """The same for a terminal, the fault that was met first at the end."""
    for each in _frames_only(exc_info):
        target.write(f"\n{each['exc_type']}")
        target.writelines(
            f"\n  {frame['filename']}:{frame['lineno']} {frame['name']}"
            for frame in each["frames"]
        )


def configure(*, json_lines: bool | None = None) -> None:
    """Set up structlog and the standard library's loggers for this process.

    `json_lines` None: JSON unless standard error is a terminal.
    """
    as_json = not sys.stderr.isatty() if json_lines is None else json_lines
    shared: list[Any] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.StackInfoRenderer(),
    ]
    end: list[Any] = (
        [
            structlog.processors.ExceptionRenderer(_frames_only),
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ]
        if as_json
        else [structlog.dev.ConsoleRenderer(colors=False, exception_formatter=_write_frames)]
    )
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, *end],
        )
    )
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.INFO)
    for name, level in _LEVELS.items():
        logging.getLogger(name).setLevel(level)
