"""Does what pages ask of the auditor part: verifies the log, makes case files."""
