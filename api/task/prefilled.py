"""What the form of a report holds before somebody types: what came back, or what is known."""

from api.labels import figure_words, programme_words, words
from api.web.forms import Typed
from services.domain.task.acts.submit_report import ACT as SUBMIT
from services.queries.task_programme import AnsweringProgramme
from services.queries.views import TaskPage


def _by_programme(programme: AnsweringProgramme) -> Typed:
    return Typed(
        {
            "text": programme_words.report_text(programme),
            "paper_number": programme.paper.number,
            "paper_date": words.day(programme.paper.dated_on),
        }
    )


def last_report(task_page: TaskPage) -> Typed:
    """What came back, as its form would hold it: corrected, not written anew.

    A first report that the work programme of the period answers is what its own facts say.
    """
    if SUBMIT.slug not in task_page.offers or task_page.task.restricted:
        return Typed({})
    if not task_page.submissions:
        return _by_programme(task_page.programme) if task_page.programme else Typed({})
    last = task_page.submissions[0]
    fields = {
        "text": last.words or "",
        "early_reason": last.early_words or "",
        "jump_reason": last.jump_words or "",
    }
    asked = {line.asked.code: line.asked for line in task_page.measures}
    for code, line in last.figures.items():
        value = line.figure.value
        if value is not None:
            fields[f"figure.{code}"] = figure_words.sent(asked[code], value)
        fields[f"kind.{code}"] = line.figure.kind.value if line.figure.kind else ""
        fields[f"nil.{code}"] = line.nil_words or ""
    if last.paper is not None:
        fields |= {
            "paper_number": last.paper.number,
            "paper_date": words.day(last.paper.dated_on),
        }
    return Typed(fields)
