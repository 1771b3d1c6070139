"""Findings are true and few: one cause is one finding, doubles are true doubles."""

from collections.abc import Callable

import pytest

from services.domain.plan.draft import Severity
from services.domain.plan_document.reading import ReadFinding, Reading
from services.plandoc.reading.reader import read_document
from services.plandoc.sources.open_source import read_source
from services.plandoc.sources.source import DocumentError
from services.plandoc.sources.text_source import read_text
from tests.plandoc.clean_plan import defects
from tests.plandoc.word_plan import as_word

HEAD = """ỦY BAN NHÂN DÂN
PHƯỜNG ĐỒNG NẾP
Số: 5/KH-UBND
Đồng Nếp, ngày 06 tháng 01 năm 2026
KẾ HOẠCH
Chăm sóc cây xanh phường Đồng Nếp giai đoạn 2026 - 2030
"""
UNITS = ["Phòng Kinh tế", "Trạm Y tế", "Công an phường", "Phòng Văn hóa - Xã hội"]


def both(body: str) -> tuple[Reading, Reading]:
    source = read_text(f"{HEAD}{body}".encode(), "k.txt")
    return read_document(source), read_document(read_source(as_word(source), "k.docx"))


def of(reading: Reading, code: str) -> list[ReadFinding]:
    return [each for each in reading.findings if each.code == code]


def given(work: dict[str, str]) -> str:
    lines = [f"{at}. {unit}: {words}" for at, (unit, words) in enumerate(work.items(), start=1)]
    return "I. TỔ CHỨC THỰC HIỆN\n" + "\n".join(lines) + "\n"


@pytest.mark.parametrize("count", [2, 3, 4])
def test_units_that_the_recipients_lack_are_one_finding(count: int) -> None:
    work = given({unit: f"Trồng {at}0 cây bàng." for at, unit in enumerate(UNITS[:count], 1)})
    for reading in both(f"{work}Nơi nhận:\n- Lưu: VT."):
        (missing,) = of(reading, "recipient-missing")
        assert {quote.text for quote in missing.quotes} == set(UNITS[:count])
        assert missing.sentence.startswith(f"{count} đơn vị có việc")
        assert missing.corrects is None
        assert [line.quotes[0].text in UNITS for line in missing.lines] == [True] * count


def test_one_alone_keeps_its_key_and_what_it_corrects() -> None:
    annex = (
        "PHỤ LỤC\nSTT\tChỉ tiêu\tĐVT\tĐến năm 2030\tChủ trì\tPhối hợp\n"
        "1\tSố cây bàng\tCây\t90\tPhòng Kinh tế\t{}\n2\tSố cây sấu\tCây\t60\tPhòng Kinh tế\t{}\n"
    )
    one, two = (annex.format("Trạm Y tế", ""), annex.format("", ""))
    alone = of(both(one)[0], "support-empty")
    assert alone == [each for each in defects(f"{HEAD}{one}").values() if each in alone]
    assert alone[0].corrects is not None
    (together,) = of(both(two)[1], "support-empty")
    assert together.items == ("CT01", "CT02")
    assert together.key not in defects(f"{HEAD}{two}")


STRIVEN = [("đường có cây", 90), ("ngõ có hoa", 80), ("sân trường có bóng mát", 70)]


@pytest.mark.parametrize("count", [1, 2, 3])
def test_the_same_words_of_several_items_are_one_finding(count: int) -> None:
    asked = STRIVEN[:count]
    text = "".join(
        f"{at}. Phấn đấu đến năm 2030, tỷ lệ {name} đạt ít nhất {figure}%.\n"
        for at, (name, figure) in enumerate(asked, start=1)
    )
    rows = "".join(
        f"{at}\tTỷ lệ {name}\t%\t≥ {figure}\tPhòng Kinh tế\tTrạm Y tế\n"
        for at, (name, figure) in enumerate(asked, start=1)
    )
    annex = f"PHỤ LỤC\nSTT\tChỉ tiêu\tĐVT\tĐến năm 2030\tChủ trì\tPhối hợp\n{rows}"
    for reading in both(f"I. CHỈ TIÊU\n{text}{annex}"):
        (striven,) = of(reading, "stretch-became-firm")
        assert striven.items == tuple(f"CT0{at}" for at in range(1, count + 1))
        assert len(striven.quotes) == 2 * count


@pytest.mark.parametrize("count", [1, 2, 5])
def test_items_without_a_lead_are_one_finding_that_is_corrected_line_by_line(count: int) -> None:
    things = ["đường có cây", "ngõ có hoa", "hồ có rào", "sân có ghế", "chợ có mái"][:count]
    body = "".join(f"{at}. Tỷ lệ {thing} đạt {at}0%.\n" for at, thing in enumerate(things, 1))
    for reading in both(f"I. CHỈ TIÊU\n{body}"):
        (leaderless,) = of(reading, "no-lead")
        assert leaderless.severity is Severity.ERROR
        items = tuple(f"CT0{at}" for at in range(1, count + 1))
        assert leaderless.items == items
        assert tuple(slot.item for slot in leaderless.slots) == items
        assert [line.items for line in leaderless.lines] == [(item,) for item in items]
        assert leaderless.sentence.startswith(f"{count} mục" if count > 1 else "Không đơn vị nào")


def test_errors_of_other_words_stay_apart() -> None:
    rows = "1\tSố cây bàng\tCây\t{}\tPhòng Kinh tế\t\n2\tSố cây sấu\tCây\t{}\tTrạm Y tế\t\n"
    head = "PHỤ LỤC\nSTT\tChỉ tiêu\tĐVT\tĐến năm 2030\tChủ trì\tPhối hợp\n"
    text = "1. Đến năm 2030, số cây bàng đạt 90 cây.\n2. Đến năm 2030, số cây sấu đạt 60 cây.\n"
    for reading in both(f"I. CHỈ TIÊU\n{text}{head}{rows.format(91, 62)}"):
        assert [each.items for each in of(reading, "figure-differs")] == [("CT01",), ("CT02",)]


WORK = [
    "Chặt cành khô ở các tuyến phố trước mùa mưa bão để giữ an toàn cho người đi đường.",
    "Đánh số từng gốc cây cổ thụ ở sân đình, vẽ lên bản đồ cây xanh của phường.",
    "Tưới vườn hoa công viên bằng nước mưa đã chứa trong bể ngầm dưới nhà bia.",
]


@pytest.mark.parametrize("words", WORK)
def test_a_double_is_the_same_work_of_the_same_unit(words: str) -> None:
    for reading in both(given({UNITS[0]: f"{words} {words}", UNITS[1]: "Khám mắt cho trẻ em."})):
        (double,) = of(reading, "duty-twice")
        assert double.items == ("I-01", "I-02")
        assert not of(reading, "work-of-two-units")


@pytest.mark.parametrize("words", WORK)
def test_the_same_work_of_two_units_is_no_double_but_nobody_answers_for_it_alone(
    words: str,
) -> None:
    for reading in both(given({UNITS[0]: words, UNITS[2]: words})):
        assert not of(reading, "duty-twice")
        (shared,) = of(reading, "work-of-two-units")
        assert shared.items == ("I-01", "I-02")


@pytest.mark.parametrize("words", WORK)
@pytest.mark.parametrize(
    "work",
    [
        lambda words: dict.fromkeys(UNITS[:3], words),
        lambda words: dict.fromkeys(UNITS[:2], words[:-1] + " theo chức năng, nhiệm vụ."),
        lambda words: dict.fromkeys(UNITS[:2], f"Báo cáo việc {words[0].lower()}{words[1:]}"),
        lambda words: {
            UNITS[0]: f"Phối hợp với {UNITS[2]} {words[0].lower()}{words[1:]}",
            UNITS[2]: words,
        },
    ],
    ids=["three units", "own part", "reports", "partner"],
)
def test_work_of_which_each_does_its_own_part_is_no_finding(
    words: str, work: Callable[[str], dict[str, str]]
) -> None:
    for reading in both(given(work(words))):
        assert not of(reading, "work-of-two-units")
        assert not of(reading, "duty-twice")


def test_a_group_that_leads_is_asked_about_once() -> None:
    for reading in both(given({"Các phòng, ban, đơn vị": "Trồng cây ở cổng."})):
        doubts = [each.code for each in reading.findings if each.severity is Severity.DOUBT]
        assert doubts == ["collective-lead"]


REFUSED = [
    (
        (
            "ỦY BAN NHÂN DÂN\nTỈNH GÒ XA\nSố: 9/BC-UBND\nGò Xa, ngày 02 tháng 3 năm 2026\n"
            "BÁO CÁO\n"
            "Về thu ngân sách\nI. KẾT QUẢ\nThu khá.\nII. HẠN CHẾ\nChưa có.\n"
            "TT\tLoại\tSố\tSo kế hoạch\n1\tPhí\t3\t4\n"
        ),
        ("2 mục lớn", "1 bảng (2 dòng)", "số 9/BC-UBND do Ủy ban nhân dân tỉnh Gò Xa ban hành"),
    ),
    (
        "UBND XÃ ĐÁ NỔI\nSố: 3/TM-UBND\nGIẤY MỜI\nDự họp giao ban tháng 3\n",
        ("0 mục lớn", "4 đoạn", "0 bảng", "do UBND xã Đá Nổi ban hành"),
    ),
    ("Danh sách người dự họp.", ("0 mục lớn", "1 đoạn", "không thấy tên đơn vị nào")),
]


@pytest.mark.parametrize(("text", "said"), REFUSED, ids=["report", "invitation", "list"])
def test_a_refusal_says_what_was_seen_whose_it_is_and_what_is_missing(
    text: str, said: tuple[str, ...]
) -> None:
    source = read_text(text.encode(), "k.txt")
    for document in (source, read_source(as_word(source), "k.docx")):
        with pytest.raises(DocumentError) as refused:
            read_document(document)
        assert refused.value.code == "document-no-plan"
        for words in (*said, "Hãy chọn đúng văn bản"):
            assert words in str(refused.value), words
