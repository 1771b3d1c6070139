"""What a signed work programme says for the report that the plan asks of it."""

from api.labels import words
from services.domain.assignment.terms import period_or_code
from services.domain.programme.terms import ROW_RESULTS, RowResult
from services.queries.task_programme import AnsweringProgramme


def report_text(programme: AnsweringProgramme) -> str:
    """The report in its own facts: which paper, how many rows, what became of them."""
    paper = programme.paper
    said = (
        f"Chương trình công tác {period_or_code(programme.code)} đã được ký ban hành, số "
        f"{paper.number} ngày {words.day(paper.dated_on)}, gồm {programme.rows} dòng."
    )
    results = [
        f"{programme.results[each]} {ROW_RESULTS[each]}"
        for each in RowResult
        if programme.results.get(each)
    ]
    return f"{said} Kết quả: {', '.join(results)}." if results else said
