"""Reasons to refuse that no life of the pure domain comes to, with the test that reaches each."""

from collections.abc import Mapping
from typing import Final

# The act's name and the reason's code; a test by its file and name.
REACHED_ELSEWHERE: Final[Mapping[tuple[str, str], str]] = {}
