"""What an act refers to, as rows by which the log is searched: texts by their ids, papers."""

from typing import Final

from services.domain.mentions import paper_numbers, typed_with
from services.projections.state_rows import FactRows
from services.projections.tables import named_papers, typed_texts

# The words themselves are searched where they lie (0038_typed_texts.sql), so that what is erased
# is found no more.
TYPED: Final = FactRows(
    table=typed_texts,
    rows=lambda event: [{"text_id": text_id} for text_id in dict.fromkeys(typed_with(event))],
)
NAMED: Final = FactRows(
    table=named_papers,
    rows=lambda event: [{"number": number} for number in paper_numbers(event)],
)
