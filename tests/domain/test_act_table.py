"""The written table of states, acts and offices is what the acts say."""

from services.domain.task.acts import ACTS
from tests.domain.act_states import STATES
from tests.domain.act_table import DOCUMENT, POSITIONS, rendered


def test_the_document_says_what_the_acts_say() -> None:
    assert DOCUMENT.read_text(encoding="utf-8") == rendered(), "make keep writes it anew"


def test_the_table_is_not_empty_and_never_lets_an_inspector_act() -> None:
    rows = [line for line in rendered().splitlines() if line.startswith("| ") and "`" in line]
    assert len(rows) == 2 * len(ACTS) > len(STATES)
    for row in rows:
        cells = row.removeprefix("| ").removesuffix(" |").split(" | ")
        assert len(cells) > len(POSITIONS) - 2
        assert not "".join(cells[-3:]).strip(), "an inspector, an administrator, a former officer"


def test_every_act_is_offered_to_somebody_in_some_state_of_either_table() -> None:
    unit_s, _, offices = rendered().partition("## What the Office leads")
    for table in (unit_s, offices):
        rows = [line for line in table.splitlines() if line.startswith("| ") and "`" in line]
        assert len(rows) == len(ACTS)
        for row in rows:
            name, *cells = row.removeprefix("| ").removesuffix(" |").split(" | ")
            assert "".join(cells).strip(), name
