"""What an act of the log is about, in words, and where this reader opens it."""

from dataclasses import dataclass
from urllib.parse import urlencode
from uuid import UUID

from api.log import labels as log_phrases
from services.commands.acting import Acting
from services.domain.assignment.terms import period_or_code
from services.domain.calendar_facts import CalendarAdopted
from services.domain.directive.authority import may_see_directives
from services.domain.directory.consent_events import InitialSetUpEnded
from services.domain.directory.events import account_stream
from services.domain.facts import Fact
from services.domain.inspection.events import inspection_code_of
from services.domain.plan_document.acts.read_document import ACT as READ
from services.domain.plan_document.events import reading_id_of
from services.domain.programme.authority import may_see_programmes
from services.domain.programme.periods import programme_code_of
from services.domain.register_columns.events import RegisterColumnsMapped
from services.domain.roles import Holder, Office
from services.domain.streams import Category, category_of
from services.queries.found_tasks import WorkHit
from services.queries.log_lines import about_stream
from services.queries.log_views import LogLine, Subject

Units = log_phrases.Units


@dataclass(frozen=True, slots=True)
class LogPlace:
    """A thing by its name; `way` is its address, empty where this reader opens none."""

    words: str
    way: str = ""


def way_to(work: Subject | WorkHit, holder: Holder) -> str:
    """A task's page, an item's page; the item's log for those who may not open the plan."""
    if work.is_task:
        return f"/viec/{work.stream}"
    if holder.reads_across:
        return f"/ke-hoach/{work.code}"
    return f"/nhat-ky?{urlencode({'muc': work.code})}"


def way_to_person(person_id: UUID, holder: Holder) -> str:
    """The person's card for administrators, the person's acts for everybody else."""
    if holder.is_a(Office.ADMINISTRATOR):
        return f"/quan-tri/can-bo/{person_id}"
    return f"/nhat-ky?{urlencode({'can-bo': str(person_id)})}"


def place(line: LogLine, units: Units, acting: Acting) -> LogPlace:
    """What the act is about; of what is not this reader's no name is told."""
    holder = acting.holder
    if line.subject is not None:
        return LogPlace(log_phrases.about(line.subject), way_to(line.subject, holder))
    if line.elsewhere:
        return LogPlace("Việc ngoài phạm vi của bạn")
    if line.concerns is not None and line.person_id is not None:
        return LogPlace(f"Cán bộ {line.concerns}", way_to_person(line.person_id, holder))
    return _of_the_ward(line, units, acting)


def _of_the_ward(line: LogLine, units: Units, acting: Acting) -> LogPlace:  # noqa: C901, PLR0911  (one arm a kind reads best whole)
    stream, event = about_stream(line.fact), line.fact.event
    match category_of(stream):
        case Category.PLAN if (reading := reading_id_of(stream)) is not None:
            opens = READ.offered(None, acting.context) is not None
            return LogPlace("Văn bản kế hoạch", f"/ke-hoach/van-ban/{reading}" if opens else "")
        case Category.PLAN:
            opens = acting.holder.reads_across
            return LogPlace("Kế hoạch của phường", "/ke-hoach" if opens else "")
        case Category.DIRECTIVE:
            opens = may_see_directives(acting.rules.policy, acting.holder)
            return LogPlace("Nguồn giao việc", "/giao-viec" if opens else "")
        case Category.PROGRAMME if (period := programme_code_of(stream)) is not None:
            words = f"Chương trình công tác {period_or_code(period)}"
            sees = may_see_programmes(acting.holder)
            return LogPlace(words, f"/chuong-trinh/{period}" if sees else "")
        case Category.INSPECTION if (code := inspection_code_of(stream)) is not None:
            return LogPlace("Kiến nghị kiểm tra", f"/thanh-tra/kien-nghi/{code}")
        case Category.DIRECTORY if line.unit is not None:
            return LogPlace(f"Đơn vị {units.get(line.unit, line.unit)}")
        case Category.DIRECTORY if isinstance(event, InitialSetUpEnded):
            return LogPlace("Thiết lập ban đầu của phường")
        case Category.DIRECTORY:
            return LogPlace("Một cán bộ của phường")
        case Category.CALENDAR if isinstance(event, CalendarAdopted):
            return LogPlace(f"Lịch nghỉ năm {event.calendar.year}")
        case Category.POLICY if isinstance(event, RegisterColumnsMapped):
            sees = may_see_directives(acting.rules.policy, acting.holder)
            return LogPlace("Sổ theo dõi", "/so-theo-doi" if sees else "")
        case Category.POLICY:
            return LogPlace("Quy tắc của phường")
        case Category.LEDGER:
            return LogPlace("Sổ của phường")
    return LogPlace("Một yêu cầu của người thực hiện")


def order(fact: Fact) -> str:
    """Which fact of its own series it is."""
    if category_of(fact.stream) is Category.ATTEMPT:
        return f"Yêu cầu bị từ chối thứ {fact.version} của người này trong ngày"
    person_id = getattr(fact.event, "person_id", None)
    if person_id is not None and fact.stream == account_stream(person_id):
        return f"Sự kiện thứ {fact.version} của tài khoản này"
    return f"Sự kiện thứ {fact.version} về nội dung này"
