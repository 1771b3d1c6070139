"""Reasons to refuse that no life of the pure domain comes to, with the test that reaches each."""

from collections.abc import Mapping
from typing import Final

# The act's name and the reason's code; a test by its file and name.
_READINGS: Final = "tests/commands/test_readings.py"
_UNKNOWN_YEAR: Final = (
    "tests/domain/test_extensions.py"
    "::test_a_day_of_a_year_without_a_calendar_is_refused_with_its_year"
)
_PROGRAMMES: Final = "tests/domain/programme"
_UNKNOWN_DAYS: Final = (
    f"{_PROGRAMMES}/test_composing.py"
    "::test_where_a_year_has_no_calendar_nothing_is_signed_and_the_year_is_said"
)
_ENDED: Final = f"{_PROGRAMMES}/test_adjusting.py::test_work_that_has_ended_is_adjusted_no_more"
REACHED_ELSEWHERE: Final[Mapping[tuple[str, str], str]] = {
    (
        "load-plan",
        "correction-lost",
    ): f"{_READINGS}::test_a_correction_whose_words_were_erased_is_decided_again_first",
    (
        "load-plan",
        "load-overtaken",
    ): f"{_READINGS}::test_two_who_load_at_the_same_moment_make_one_plan",
    ("submit-report", "figure-jumps"): (
        "tests/domain/test_jumps.py::test_a_figure_far_from_the_period_before_says_why"
    ),
    ("correct-lead", "lead-shared"): (
        "tests/domain/test_correct_lead.py::test_a_unit_among_several_is_not_corrected"
    ),
    **{
        ("settle-plan-finding", code): (
            "tests/domain/test_target_corrections.py"
            "::test_what_cannot_be_a_target_is_refused_in_words"
        )
        for code in ("target-shared", "target-number", "target-either", "target-impossible")
    },
    **{
        ("settle-plan-finding", code): (
            "tests/domain/test_unit_corrections.py::test_what_cannot_be_is_refused_in_words"
        )
        for code in ("measure-unit", "lead-shared")
    },
    ("settle-plan-finding", "item-closed"): (
        "tests/domain/test_unit_corrections.py"
        "::test_of_an_item_that_has_ended_nothing_is_corrected"
    ),
    ("register-person", "login-taken"): (
        "tests/commands/test_directory.py::test_a_login_belongs_to_one_person"
    ),
    ("settle-programme-finding", "calendar-missing"): _UNKNOWN_DAYS,
    ("sign-programme", "calendar-missing"): _UNKNOWN_DAYS,
    ("add-programme-row", "calendar-missing"): _UNKNOWN_DAYS,
    ("sign-programme", "programme-unit-gone"): (
        f"{_PROGRAMMES}/test_composing.py"
        "::test_a_unit_that_left_the_ward_is_found_before_the_signature"
    ),
    ("move-programme-row", "programme-row-done"): _ENDED,
    ("drop-programme-row", "programme-row-done"): _ENDED,
    ("carry-programme-row", "programme-row-done"): _ENDED,
    ("carry-programme-row", "programme-next-missing"): (
        f"{_PROGRAMMES}/test_adjusting.py"
        "::test_what_is_not_finished_goes_on_in_the_next_programme_with_its_task"
    ),
    ("carry-programme-row", "programme-next-closed"): (
        f"{_PROGRAMMES}/test_adjusting.py::test_nothing_goes_on_in_a_programme_that_is_closed"
    ),
    ("request-extension", "calendar-missing"): _UNKNOWN_YEAR,
    ("grant-extension", "calendar-missing"): _UNKNOWN_YEAR,
    ("issue-link", "link-spent"): (
        "tests/commands/test_directory.py"
        "::test_a_link_that_was_used_replaced_ended_or_closed_is_not_drawn_again"
    ),
}
