"""A number of days is never shown alone: working days, or calendar days by their name."""

import re

from tests.house.tree import ROOT, ours

# “5 ngày”, “{days} ngày”, `{{ days }} ngày` or `days ~ " ngày`, unless the words go on with the
# kind; “… ngày {day}” is a date.
_ALONE = re.compile(
    r"(?:\d|\}|~ [\"'])\s?ngày\b(?!\s+(?:làm việc|theo lịch)|\s*\{|\s+\d{1,2}/|\s+[\"'] ~)",
    re.IGNORECASE,
)
_ALONE_IN_ENGLISH = re.compile(r"\b\d+ days\b")
_SHOWN = ("api/", "services/", "infra/")
_REPORTED = ("README.md", "CHANGELOG.md", "services/README.md")


def _found(pattern: re.Pattern[str], names: list[str]) -> dict[str, str]:
    return {
        f"{name}:{at}": line.strip()
        for name in names
        for at, line in enumerate((ROOT / name).read_text(encoding="utf-8").splitlines(), start=1)
        if pattern.search(line)
    }


def test_whatever_is_shown_says_which_days_are_counted() -> None:
    names = [
        name for name in ours() if name.startswith(_SHOWN) and name.endswith((".py", ".html"))
    ]
    assert _found(_ALONE, names) == {}


def test_what_is_shown_of_the_product_says_which_days_are_counted() -> None:
    assert _found(_ALONE_IN_ENGLISH, list(_REPORTED)) == {}


def test_the_pattern_tells_a_count_from_a_date() -> None:
    for wrong in (
        'return f"Trong {days} ngày qua: "',
        "<p>{{ days }} ngày nữa</p>",
        "Quá hạn 5 ngày",
        'correction_days ~ " ngày sau"',
    ):
        assert _ALONE.search(wrong), wrong
    for right in (
        'f"Quá hạn {row.days_late} ngày làm việc"',
        'f"{_action(action)} ngày {words.day(on)}"',
        "{{ days }} ngày theo lịch",
        "Quyết định số 5 ngày 05/12/2026",
    ):
        assert not _ALONE.search(right), right
