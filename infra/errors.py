"""What stops a command before it does anything; known without any engine or library."""


class SettingsError(Exception):
    """What the command line must say before it stops; the message is Vietnamese."""
