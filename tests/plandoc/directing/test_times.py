"""Days and rhythms in the words of directing texts; what is no day is a doubt, never a guess."""

from datetime import date

import pytest

from services.domain.calendar import Calendar
from services.plandoc.directing.day_forms import Moment
from services.plandoc.directing.days import due_in
from services.plandoc.directing.proposals import SpokenRhythm
from services.plandoc.directing.repeats import repeat_in
from tests import givens

ORDERED_ON = date(2026, 12, 2)  # a Wednesday
MOMENT = Moment(ordered_on=ORDERED_ON, calendar=givens.calendar())


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("hoàn thành trước ngày 15/12/2026", date(2026, 12, 15)),
        ("hoàn thành trước ngày 15-12-2026", date(2026, 12, 15)),
        ("hạn: 15.12.2026", date(2026, 12, 15)),
        ("chậm nhất ngày 15 tháng 12", date(2026, 12, 15)),
        ("chậm nhất ngày 15 tháng 12 năm 2026", date(2026, 12, 15)),
        ("trước 15/12", date(2026, 12, 15)),
        ("trước ngày 15/01", date(2027, 1, 15)),
        ("trước 16h00 ngày 04/12/2026", date(2026, 12, 4)),
        ("trước 16 giờ 30 phút, ngày 04/12/2026", date(2026, 12, 4)),
        ("xong trong tuần này", date(2026, 12, 4)),
        ("xong trong tuần sau", date(2026, 12, 11)),
        ("trước thứ Sáu tuần này", date(2026, 12, 4)),
        ("trước thứ Sáu tuần sau", date(2026, 12, 11)),
        ("trước thứ Hai tới", date(2026, 12, 7)),
        ("trước thứ Sáu, ngày 11/12/2026", date(2026, 12, 11)),
        ("hoàn thành trong tháng 12", date(2026, 12, 31)),
        ("hoàn thành trong tháng này", date(2026, 12, 31)),
        ("từ nay đến 31/12/2026 mở đợt cao điểm", date(2026, 12, 31)),
        ("hoàn thành trong 6 tháng đầu năm 2027", date(2027, 6, 30)),
        ("làm thủ tục trong tuần.", date(2026, 12, 4)),
        ("hoàn thành trong tháng 02/2027", date(2027, 2, 28)),
        ("hoàn thành trong quý IV/2026", date(2026, 12, 31)),
        ("hoàn thành trong quý I năm 2027", date(2027, 3, 31)),
        ("trước ngày 05 tháng sau", date(2027, 1, 5)),
        ("hết năm 2026 phải xong", date(2026, 12, 31)),
        ("báo cáo trong ngày mai", date(2026, 12, 3)),
        ("trong thời hạn 10 ngày kể từ ngày ký", date(2026, 12, 12)),
        ("chậm nhất 10 ngày làm việc kể từ ngày ban hành", date(2026, 12, 16)),
        ("trong 02 tuần kể từ ngày 07/12/2026", date(2026, 12, 21)),
    ],
)
def test_a_day_that_the_words_say_is_read_without_a_question(words: str, day: date) -> None:
    reading = due_in(words, (), MOMENT, ORDERED_ON)
    assert reading.due is not None
    assert reading.due.on == day
    assert {each.code for each in reading.doubts} <= {"rest-day"}
    start, end = reading.due.read_at
    assert words[start:end].strip()


@pytest.mark.parametrize(
    ("words", "day", "code"),
    [
        ("trước ngày 31/02", None, "no-such-day"),
        ("trước ngày 31/02/2027", None, "no-such-day"),
        ("trước ngày 15/13/2026", None, "no-such-day"),
        ("hoàn thành cuối quý", None, "no-day"),
        ("hoàn thành cuối tháng 12", None, "no-day"),
        ("hoàn thành trong thời gian sớm nhất", None, "no-day"),
        ("hoàn thành trước Tết Nguyên đán", None, "no-day"),
        ("báo cáo tại cuộc họp giao ban tuần sau", None, "no-day"),
        ("trước ngày 10/12/2026, báo cáo trước ngày 20/12/2026", date(2026, 12, 10),
         "several-days"),
        ("trước ngày 9/12 báo cáo bước đầu, ngày 19/12 chính thức", date(2026, 12, 9),
         "several-days"),
        ("trước dịp kỷ niệm 22/12", date(2026, 12, 22), "day-bare"),
        ("chuẩn bị cuộc họp ngày 15/12/2026", date(2026, 12, 15), "day-bare"),
        ("triển khai quý I/2027", date(2027, 3, 31), "day-bare"),
        ("trong 03 ngày làm việc sau khi có kết quả", None, "base-unknown"),
        ("trước ngày 20/11/2026", date(2026, 11, 20), "before-paper"),
        ("trước ngày 15", date(2026, 12, 15), "month-guessed"),
        ("trước thứ Sáu", date(2026, 12, 4), "week-guessed"),
        ("trước ngày 01/10", date(2027, 10, 1), "year-guessed"),
        ("trước ngày 15/12/26", date(2026, 12, 15), "short-year"),
        ("trước thứ Năm, ngày 11/12/2026", date(2026, 12, 11), "weekday-differs"),
        ("gửi ngày 15/12/2026", date(2026, 12, 15), "day-bare"),
        ("tổ chức hội nghị vào ngày 15/12/2026", date(2026, 12, 15), "day-held"),
        ("trực từ ngày 10/12/2026 đến ngày 15/12/2026", date(2026, 12, 15), "day-range"),
        ("trong vòng 05 ngày làm việc", date(2026, 12, 9), "base-guessed"),
        ("trong 05 ngày kể từ ngày nhận được văn bản", date(2026, 12, 7), "base-unknown"),
        ("trong vòng 24 giờ", date(2026, 12, 3), "hours"),
        ("trước ngày 05/12/2026", date(2026, 12, 5), "rest-day"),
    ],
)  # fmt: skip
def test_whatever_is_unsure_is_said(words: str, day: date | None, code: str) -> None:
    reading = due_in(words, (), MOMENT, ORDERED_ON)
    assert (reading.due and reading.due.on) == day
    doubts = {each.code: each for each in reading.doubts}
    assert code in doubts
    start, end = doubts[code].read_at
    assert 0 <= start < end <= len(words)


def test_a_day_is_suggested_for_words_that_are_none_and_not_taken() -> None:
    reading = due_in("hoàn thành cuối quý IV", (), MOMENT, ORDERED_ON)
    assert reading.due is None
    assert reading.suggested is not None
    assert reading.suggested.on == date(2026, 12, 31)
    assert "31/12/2026" in reading.doubts[0].sentence


@pytest.mark.parametrize(
    "words",
    [
        "theo Kế hoạch số 310/KH-UBND ngày 05/11/2026 của thành phố",
        "tại cuộc họp ngày 30/11/2026",
        "nhân kỷ niệm ngày 22/12",
        "số liệu tính đến ngày 30/11/2026",
        "hoàn thành 21/24 nhiệm vụ",
        "trực 24/24 giờ",
        "đạt 4/12 tiêu chí",
        "từ ngày 01/12/2026",
        "kế hoạch năm 2027",
        "chi 3,5 tỷ đồng cho 12 khu phố",
    ],
)
def test_a_day_of_a_paper_and_a_fraction_are_no_due_day(words: str) -> None:
    reading = due_in(words, (), MOMENT, ORDERED_ON)
    assert (reading.due, reading.doubts) == (None, ())


def test_a_day_that_has_passed_meanwhile_is_said() -> None:
    reading = due_in("trước ngày 10/12/2026", (), MOMENT, date(2026, 12, 20))
    assert [each.code for each in reading.doubts] == ["day-past"]


def test_working_days_are_not_counted_without_a_calendar() -> None:
    moment = Moment(ordered_on=ORDERED_ON, calendar=Calendar(years=()))
    reading = due_in("chậm nhất 10 ngày làm việc kể từ ngày ký", (), moment, ORDERED_ON)
    assert reading.due is None
    assert [each.code for each in reading.doubts] == ["calendar-missing"]


def test_a_week_ends_on_its_last_working_day() -> None:
    moment = Moment(ordered_on=date(2026, 12, 29), calendar=givens.calendar())
    reading = due_in("xong trong tuần này", (), moment, moment.ordered_on)
    assert reading.due is not None
    assert reading.due.on == date(2026, 12, 31)  # the first of January is a rest day


WEEKLY, MONTHLY, QUARTERLY = SpokenRhythm


@pytest.mark.parametrize(
    ("words", "rhythm", "day", "until"),
    [
        ("báo cáo vào thứ Sáu hằng tuần", WEEKLY, (4, None, None), None),
        ("chiều thứ 5 hàng tuần báo cáo", WEEKLY, (3, None, None), None),
        ("hằng tuần, trước 16h chiều thứ Năm", WEEKLY, (3, None, None), None),
        ("vào chủ nhật hằng tuần", WEEKLY, (6, None, None), None),
        ("thứ Hai hằng tuần đến hết tháng 3/2027", WEEKLY, (0, None, None), date(2027, 3, 31)),
        ("thứ Hai hằng tuần đến hết tháng 2", WEEKLY, (0, None, None), date(2027, 2, 28)),
        ("thứ Hai hằng tuần cho đến ngày 10/02/2027", WEEKLY, (0, None, None),
         date(2027, 2, 10)),
        ("trước ngày 05 hằng tháng", MONTHLY, (None, 5, None), None),
        ("hằng tháng báo cáo trước ngày 25", MONTHLY, (None, 25, None), None),
        ("ngày 25 mỗi tháng đến hết năm 2027", MONTHLY, (None, 25, None), date(2027, 12, 31)),
        ("trước ngày 20 tháng cuối quý", QUARTERLY, (None, 20, 3), None),
        ("hằng quý, trước ngày 10 của tháng đầu quý", QUARTERLY, (None, 10, 1), None),
    ],
)  # fmt: skip
def test_a_rhythm_is_read_with_its_day_and_its_end(
    words: str,
    rhythm: SpokenRhythm,
    day: tuple[int | None, int | None, int | None],
    until: date | None,
) -> None:
    reading = repeat_in(words, MOMENT)
    assert reading.repeat is not None
    repeat = reading.repeat
    assert (repeat.rhythm, (repeat.weekday, repeat.day, repeat.month)) == (rhythm, day)
    assert repeat.until == until
    assert reading.doubts == ()
    assert due_in(words, reading.taken, MOMENT, ORDERED_ON).due is None


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("báo cáo hằng tuần", "no-weekday"),
        ("báo cáo hằng tháng", "no-day-of-month"),
        ("hằng quý, trước ngày 10", "no-month-of-quarter"),
        ("trước ngày 32 hằng tháng", "no-such-day"),
        ("vào ngày cuối tháng hằng tháng", "last-day"),
        ("thứ Hai hằng tuần đến khi hết dịch", "open-end"),
        ("thứ Hai và thứ Năm hằng tuần", "several-weekdays"),
        ("thứ Ba, Năm hằng tuần", "several-weekdays"),
        ("ngày 5, 15 và 25 hằng tháng", "several-days"),
        ("thứ Hai hằng tuần, ngày 25 hằng tháng", "several-rhythms"),
        ("báo cáo hằng ngày", "rhythm-unoffered"),
        ("báo cáo 02 tuần/lần", "rhythm-unoffered"),
        ("định kỳ báo cáo", "rhythm-unoffered"),
        ("thứ Hai hằng tuần đến hết tháng 6", "year-guessed"),
    ],
)
def test_a_rhythm_that_is_not_whole_is_said(words: str, code: str) -> None:
    assert code in {each.code for each in repeat_in(words, MOMENT).doubts}


def test_a_meeting_that_recurs_gives_no_order_a_rhythm() -> None:
    assert repeat_in("tại cuộc họp giao ban hằng tuần", MOMENT).repeat is None
