"""The command line: Vietnamese for people, `--json` with English keys for programs."""
