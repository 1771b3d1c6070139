"""A small plan without a defect, as extracted text, and how one defect is put into it."""

from services.domain.plan_document.reading import ReadFinding, Reading
from services.plandoc.findings.all import each_defect
from services.plandoc.items.understood import understand
from services.plandoc.reading.partition import partition
from services.plandoc.reading.reader import read_document
from services.plandoc.sources.source import SourceDocument
from services.plandoc.sources.text_source import read_text

CLEAN = """Số: 12/KH-UBND

Hòa Bình, ngày 05 tháng 02 năm 2026

KẾ HOẠCH

Phát triển kinh tế - xã hội của phường Hòa Bình giai đoạn 2026 - 2030

Căn cứ Nghị quyết số 10/NQ-HĐND ngày 20/01/2026 của Hội đồng nhân dân phường Hòa Bình;

Thực hiện Nghị quyết Đại hội Đảng bộ phường Hòa Bình, nhiệm kỳ 2025 - 2030; Chương trình của \
Đại hội Đảng bộ phường Hòa Bình, nhiệm kỳ 2025 - 2030.

I. MỤC ĐÍCH, YÊU CẦU

1. Mục đích

Nâng cao đời sống của Nhân dân phường Hòa Bình.

2. Yêu cầu

Phân công rõ người, rõ việc.

II. NỘI DUNG

1. Các chỉ tiêu chủ yếu

(1) Đến năm 2030, tỷ lệ đường ngõ được chiếu sáng đạt 90% trở lên.

(2) Số hợp tác xã thành lập mới bình quân 3 hợp tác xã/năm.

(3) Hằng năm, tỷ lệ đơn thư giải quyết đúng hạn đạt 100%.

(4) Đến năm 2030, tỷ lệ rác thải được phân loại đạt ít nhất 80%.

2. Các đề án

(1) Đề án phát triển làng nghề truyền thống giai đoạn 2026 - 2028.

(2) Đề án số hóa lưu trữ hồ sơ giai đoạn 2026 - 2027.

3. Nhiệm vụ của các đơn vị, tập trung 02 nhiệm vụ trọng tâm

3.1. Phòng Kinh tế, Hạ tầng và Đô thị chủ trì, phối hợp với Tổ dân phố:

- Xây dựng Đề án phát triển làng nghề truyền thống giai đoạn 2026 - 2028.

- Rà soát hệ thống thoát nước tại các khu dân cư.

3.2. Phòng Văn hóa - Xã hội chủ trì:

- Tổ chức ngày hội đọc sách hằng năm; chăm lo người cao tuổi.

- Xây dựng Đề án số hóa lưu trữ hồ sơ giai đoạn 2026 - 2027.

III. TỔ CHỨC THỰC HIỆN

1. Giao Phòng Văn hóa - Xã hội tuyên truyền nội dung của Kế hoạch đến các tầng lớp Nhân dân \
trên địa bàn phường bằng nhiều hình thức.

2. Giao Văn phòng HĐND&UBND phường theo dõi, tổng hợp báo cáo định kỳ và sơ kết giữa kỳ.

Nơi nhận:

- Phòng Kinh tế, Hạ tầng và Đô thị;
- Phòng Văn hóa - Xã hội;
- Tổ dân phố;
- Lưu: VT, VP.

TM. ỦY BAN NHÂN DÂN

PHỤ LỤC

(Kèm theo Kế hoạch số 12/KH-UBND, ngày 05 tháng 02 năm 2026 của Ủy ban nhân dân phường Hòa Bình)

STT\tChỉ tiêu\tĐơn vị tính\tThực hiện năm 2025\tĐến năm 2030\tBình quân năm\tChủ trì\tPhối hợp
1\tTỷ lệ đường ngõ được chiếu sáng\t%\t70\t≥ 90\t\tPhòng KTHTĐT\tTổ dân phố
2\tSố hợp tác xã thành lập mới\tHợp tác xã\t1\t\t3\tPhòng KTHTĐT\tPhòng VH-XH
3\tTỷ lệ đơn thư giải quyết đúng hạn\t%\t98\t100\t100\tVăn phòng HĐND&UBND\tPhòng VH-XH
4\tTỷ lệ rác thải được phân loại\t%\t30\t≥ 80\t\tPhòng KTHTĐT\tTổ dân phố
"""


def read(text: str) -> Reading:
    """Read an extracted text."""
    return read_document(read_text(text.encode(), "kế hoạch.txt"))


def spoilt(*changes: tuple[str, str]) -> str:
    """The clean plan with one defect: each old wording, found exactly once, replaced."""
    text = CLEAN
    for old, new in changes:
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times"
        text = text.replace(old, new)
    return text


def keyed(reading: Reading) -> dict[str, ReadFinding]:
    """The findings by key; a key is never given twice."""
    collected = {finding.key: finding for finding in reading.findings}
    assert len(collected) == len(reading.findings)
    return collected


def defects(document: SourceDocument | str) -> dict[str, ReadFinding]:
    """Every defect by itself, by key, before those of one cause are made one finding."""
    if isinstance(document, str):
        document = read_text(document.encode(), "kế hoạch.txt")
    understood = understand(document)
    return {each.key: each for each in each_defect(understood, partition(understood))}
