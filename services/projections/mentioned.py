"""What an act refers to, as rows by which it is found: texts by ids, papers, days, files."""

from typing import Final

from services.domain.mentions import paper_numbers, typed_with
from services.domain.stated_days import stated_on
from services.domain.task.file_events import FileAttached
from services.projections.state_rows import FactRows
from services.projections.tables import attached_files, named_papers, stated_days, typed_texts

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
STATED: Final = FactRows(
    table=stated_days,
    rows=lambda event: [{"stated_on": day}] if (day := stated_on(event)) else [],
)
ATTACHED: Final = FactRows(
    table=attached_files,
    rows=lambda event: [{"sha256": event.sha256}] if isinstance(event, FileAttached) else [],
)
