"""What comes with this release for its ward: its plan, its rules, its rest days."""

from pathlib import Path
from typing import Final

from services.domain.calendar import CalendarYear
from services.domain.policy import Policy
from services.planyaml.policy_yaml import read_policy
from services.planyaml.yaml_plan import read_calendars

PLANS: Final = Path(__file__).parent / "plans"
PLAN: Final = "thach-khoi-2026-2030.yaml"
WARD_CODE: Final = "11002"
WARD_NAME: Final = "phường Thạch Khôi"


def ward_policy() -> Policy:
    """The rules that a ward begins with."""
    return read_policy(shipped_text("policy.yaml"), "policy.yaml")


def shipped_calendars() -> tuple[CalendarYear, ...]:
    """The years whose rest days are known or expected."""
    return tuple(read_calendars(shipped_text("calendars.yaml"), "calendars.yaml"))


def shipped_text(name: str) -> str:
    """The words of one of the files."""
    return (PLANS / name).read_text(encoding="utf-8")
