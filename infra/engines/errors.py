"""What an engine says when it cannot be had."""


class EngineError(Exception):
    """An engine cannot be found, built or started; nothing of the ledger was changed.

    The text is one that a person of the office reads: Vietnamese, what happened, where, and what
    to do next. It never holds a password.
    """
