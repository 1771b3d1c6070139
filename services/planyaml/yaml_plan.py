"""A ward's plan and its calendars from their YAML files, with every problem at its place."""

from services.domain.calendar import CalendarStatus, CalendarYear, MakeUpDay, RestDay
from services.domain.plan.draft import PlanDraft
from services.planyaml import plan_parts
from services.planyaml.cursor import Cursor
from services.planyaml.document import Sheet, compose
from services.planyaml.plan_checks import Parts, check

_SATURDAY = 5


def read_plan(text: str | bytes, name: str) -> PlanDraft:
    """Read a plan file into a draft that fits together; `name` stands in the complaints.

    Raises PlanFileError with every problem, its line and column.
    """
    sheet = Sheet(name)
    root = Cursor(sheet, "", compose(text, sheet))
    at = root.fields(("plan", "units", "groups", "schemes", "indicators", "duties", "findings"))
    rows = [plan_parts.indicator(each) for each in at["indicators"].items()]
    parts = Parts(
        units=[plan_parts.unit(each) for each in at["units"].items()],
        groups=[plan_parts.group(each) for each in at["groups"].items()],
        items=[
            *(plan_parts.scheme(each) for each in at["schemes"].items()),
            *(row for row, _ in rows),
            *(plan_parts.duty(each) for each in at["duties"].items()),
        ],
        measures=[(row.part.code, measure) for row, measures in rows for measure in measures],
        findings=[plan_parts.finding(each) for each in at["findings"].items()],
    )
    check(parts)
    draft = _plan(at["plan"], parts)
    sheet.close()
    return draft


def read_calendars(text: str | bytes, name: str) -> tuple[CalendarYear, ...]:
    """Read the years of the calendar, oldest first; `name` stands in the complaints.

    Raises PlanFileError with every problem, its line and column.
    """
    sheet = Sheet(name)
    root = Cursor(sheet, "", compose(text, sheet)).fields(("calendars",))
    years: dict[int, CalendarYear] = {}
    for each in root["calendars"].items():
        calendar_year = _calendar(each)
        if calendar_year.year in years:
            each.complain(f"Năm {calendar_year.year} đã khai báo ở trên. Gộp thành một năm.")
        years[calendar_year.year] = calendar_year
    sheet.close()
    return tuple(years[year] for year in sorted(years))


def _plan(cursor: Cursor, parts: Parts) -> PlanDraft:
    at = cursor.fields(
        ("code", "title", "number", "issued_on", "place", "period_from", "period_to", "replaces")
    )
    draft = PlanDraft(
        code=at["code"].code(),
        title=at["title"].text(),
        number=None if at["number"].empty else at["number"].text(),
        issued_on=None if at["issued_on"].empty else at["issued_on"].day(),
        place=at["place"].text(),
        period_from=at["period_from"].year(),
        period_to=at["period_to"].year(),
        replaces=None if at["replaces"].empty else at["replaces"].text(),
        units=tuple(unit.part for unit in parts.units),
        groups=tuple(group.part for group in parts.groups),
        items=tuple(item.part for item in parts.items),
        findings=tuple(finding.part for finding in parts.findings),
    )
    if draft.period_to < draft.period_from:
        at["period_to"].complain("Năm cuối trước năm đầu của kế hoạch. Sửa một trong hai năm.")
    return draft


def _calendar(cursor: Cursor) -> CalendarYear:
    at = cursor.fields(("year", "status", "decision", "rest_days", "make_up_days"))
    year = at["year"].year()
    rest_days = [_rest_day(each, year) for each in at["rest_days"].items()]
    rested = {rest.on for rest in rest_days}
    if len(rested) < len(rest_days):
        at["rest_days"].complain("Có ngày nghỉ ghi hai lần. Giữ lại một dòng cho mỗi ngày.")
    return CalendarYear(
        year=year,
        status=at["status"].word(CalendarStatus),
        decision=at["decision"].text(),
        rest_days=tuple(sorted(rest_days, key=lambda rest: rest.on)),
        make_up_days=tuple(
            _make_up_day(each, year, {rest.on.isoformat() for rest in rest_days})
            for each in at["make_up_days"].items()
        ),
    )


def _rest_day(cursor: Cursor, year: int) -> RestDay:
    at = cursor.fields(("date", "name", "decision"))
    rest = RestDay(on=at["date"].day(), name=at["name"].text(), decision=at["decision"].text())
    if rest.on.year != year:
        at["date"].complain(f"Ngày này không thuộc năm {year}. Chuyển sang đúng năm.")
    elif rest.on.weekday() >= _SATURDAY:
        at["date"].complain(
            "Ngày này là thứ Bảy hoặc Chủ nhật, vốn đã nghỉ. Ghi ngày nghỉ bù trong tuần, nếu có."
        )
    return rest


def _make_up_day(cursor: Cursor, year: int, rested: set[str]) -> MakeUpDay:
    at = cursor.fields(("date", "instead_of", "decision"))
    made_up = MakeUpDay(
        on=at["date"].day(),
        instead_of=at["instead_of"].day(),
        decision=at["decision"].text(),
    )
    if made_up.on.year != year:
        at["date"].complain(f"Ngày này không thuộc năm {year}. Chuyển sang đúng năm.")
    elif made_up.on.weekday() < _SATURDAY:
        at["date"].complain("Ngày làm bù phải là thứ Bảy hoặc Chủ nhật. Kiểm tra lại ngày.")
    if made_up.instead_of.year == year and made_up.instead_of.isoformat() not in rested:
        at["instead_of"].complain(
            "Ngày này chưa có trong rest_days. Thêm vào danh sách ngày nghỉ."
        )
    return made_up
