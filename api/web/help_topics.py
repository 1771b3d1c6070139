"""The help pages: one for each noun of the pages, found by the address that somebody looks at."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from services.domain.task.clock_facts import REQUESTS
from services.domain.task.lateness import OfficialStatus
from services.domain.task.standing import BoardColumn
from services.domain.task.state import Stage
from services.queries.work_views import Group

HELP: Final = "/tro-giup"


@dataclass(frozen=True, slots=True, kw_only=True)
class HelpPage:
    """The help of one page: its name, whom it is for, its picture with what the picture shows."""

    slug: str
    title: str
    about: str
    who: str
    picture: str
    shows: str


PAGES: Final[Mapping[str, HelpPage]] = {
    each.slug: each
    for each in (
        HelpPage(
            slug="viec",
            title="Việc của tôi",
            about="Danh sách việc của bạn, việc gấp đứng trước.",
            who="Mọi cán bộ có chức vụ.",
            picture="my-work.webp",
            shows="Trang Việc của tôi: các ô số việc ở trên, việc chờ quyết định ở dưới.",
        ),
        HelpPage(
            slug="viec-mot",
            title="Một việc",
            about="Yêu cầu, báo cáo, quyết định và diễn biến của một việc.",
            who="Đơn vị chủ trì, đơn vị phối hợp, Văn phòng, lãnh đạo, thanh tra.",
            picture="task.webp",
            shows="Trang một việc: bản báo cáo, nút Duyệt, nút Trả lại, cột tình trạng.",
        ),
        HelpPage(
            slug="phieu",
            title="Phiếu báo cáo kỳ",
            about="Mọi việc của đơn vị trong một kỳ, nhập và gửi trên cùng một trang.",
            who="Chuyên viên và thủ trưởng của đơn vị chủ trì.",
            picture="period-sheet.webp",
            shows="Phiếu báo cáo kỳ: bảng mỗi số liệu một dòng, thanh đếm và gửi ở cuối.",
        ),
        HelpPage(
            slug="don-doc",
            title="Bảng đôn đốc",
            about="Đơn vị nào chậm, chưa có cập nhật, chờ xác nhận; đôn đốc nhiều việc một lần.",
            who="Văn phòng, lãnh đạo UBND phường; thanh tra chỉ xem.",
            picture="board.webp",
            shows="Bảng đôn đốc: các đơn vị theo hàng, tình trạng theo cột, số nào cũng mở được.",
        ),
        HelpPage(
            slug="giao-ban",
            title="Giao ban",
            about="Danh sách họp đầu tuần: mới giao, quá hạn, đến hạn, chờ lãnh đạo; in A4.",
            who="Văn phòng, lãnh đạo UBND phường; thanh tra chỉ xem.",
            picture="meeting.webp",
            shows="Trang Giao ban: việc mới giao và việc quá hạn, mỗi việc một dòng.",
        ),
        HelpPage(
            slug="lanh-dao",
            title="Lãnh đạo",
            about="Ai chậm, chậm bao nhiêu ngày, còn thiếu gì, cấp nào phải quyết định.",
            who="Lãnh đạo UBND phường, Văn phòng, thanh tra.",
            picture="leaders.webp",
            shows="Trang Lãnh đạo trên điện thoại: việc chờ chính người xem đứng trước.",
        ),
        HelpPage(
            slug="cho-cap-tren",
            title="Chờ cấp trên công nhận",
            about="Việc phường đã hoàn thành mà cấp trên giao việc chưa trả lời.",
            who="Văn phòng, lãnh đạo UBND phường; thanh tra chỉ xem.",
            picture="awaited.webp",
            shows="Trang Chờ cấp trên công nhận: hạn của cấp trên, ngày hoàn thành, số ngày chờ.",
        ),
        HelpPage(
            slug="tong-quan",
            title="Tổng quan",
            about="Các chỉ tiêu, toàn phường và từng đơn vị theo kỳ; bản in để trình ký.",
            who="Văn phòng, lãnh đạo UBND phường, thanh tra.",
            picture="overview.webp",
            shows="Trang Tổng quan: kết quả các chỉ tiêu, tỷ lệ quá hạn của từng đơn vị.",
        ),
        HelpPage(
            slug="bang-chung-cham-diem",
            title="Bằng chứng chấm điểm",
            about="Sản phẩm, ngày chậm, lần trả lại, nguyên nhân theo tháng, quý; không có điểm.",
            who="Mọi cán bộ, trong phạm vi của mình; Văn phòng, lãnh đạo, thanh tra xem tất cả.",
            picture="appraisal.webp",
            shows="Trang Bằng chứng chấm điểm: bảng tổng hợp theo đơn vị, dưới là từng dòng.",
        ),
        HelpPage(
            slug="nguon-giao-viec",
            title="Nguồn giao việc",
            about="Văn bản, kết luận, chỉ đạo: tách từng ý, giao việc, theo dõi đến khi xong.",
            who="Văn phòng, lãnh đạo UBND phường; thanh tra chỉ xem.",
            picture="directive.webp",
            shows="Một thông báo kết luận: các ý của nội dung, mỗi ý có nút giao việc.",
        ),
        HelpPage(
            slug="chuong-trinh",
            title="Chương trình công tác",
            about="Đăng ký, lập, ký và điều chỉnh chương trình công tác năm, quý, tháng.",
            who="Mọi đơn vị, Văn phòng, lãnh đạo UBND phường; thanh tra chỉ xem.",
            picture="programme.webp",
            shows="Chương trình tháng: hạn đăng ký, điểm cần xem, ô đăng ký, bảng các dòng.",
        ),
        HelpPage(
            slug="so-theo-doi",
            title="Sổ theo dõi",
            about="Việc được giao theo cột của sổ giấy: lọc, in, xuất Excel, nhập và đối soát.",
            who="Văn phòng, lãnh đạo UBND phường; thanh tra chỉ xem.",
            picture="register.webp",
            shows="Trang Sổ theo dõi: bộ lọc, các nút tải tệp và in, bảng theo cột của sổ giấy.",
        ),
        HelpPage(
            slug="ke-hoach",
            title="Kế hoạch",
            about="Các mục của kế hoạch, đơn vị chủ trì, tần suất, cách tính hạn.",
            who="Văn phòng, lãnh đạo UBND phường; thanh tra chỉ xem.",
            picture="plan-tree.webp",
            shows="Trang Kế hoạch: từng mục có tình hình và dãy chấm của các kỳ đã giao.",
        ),
        HelpPage(
            slug="van-ban",
            title="Văn bản kế hoạch",
            about="Tải văn bản kế hoạch lên, đọc, quyết định điểm chưa rõ, nạp.",
            who="Văn phòng, lãnh đạo UBND phường.",
            picture="plan-document.webp",
            shows="Một văn bản kế hoạch: lỗi tìm thấy, trích dẫn văn bản, các cách quyết định.",
        ),
        HelpPage(
            slug="nhat-ky",
            title="Nhật ký",
            about="Ai đã làm gì, lúc nào, với chức vụ nào, kể cả yêu cầu bị từ chối.",
            who="Mọi người, trong phạm vi của mình.",
            picture="log.webp",
            shows="Trang Nhật ký: bộ lọc ở trên, các sự kiện mới nhất ở dưới.",
        ),
        HelpPage(
            slug="thanh-tra",
            title="Bàn thanh tra",
            about="Ai báo cáo gì, khi nào, về việc nào; dấu hiệu cần xem; kiến nghị kiểm tra.",
            who="Thanh tra, giám sát; Văn phòng, lãnh đạo UBND phường chỉ xem.",
            picture="inspection.webp",
            shows="Bàn thanh tra: ô hỏi ở trên, mỗi việc trả lời bằng một câu ở dưới.",
        ),
        HelpPage(
            slug="tim",
            title="Tìm kiếm",
            about="Tìm mục của kế hoạch, việc, cán bộ; không cần gõ dấu.",
            who="Mọi người, trong phạm vi của mình.",
            picture="find.webp",
            shows="Trang Tìm kiếm: kết quả chia theo mục, việc, cán bộ.",
        ),
        HelpPage(
            slug="ma-truy-cap",
            title="Mã truy cập cho phần mềm",
            about="Cho một phần mềm khác xem hoặc thực hiện công việc thay bạn.",
            who="Mọi cán bộ có tài khoản.",
            picture="tokens.webp",
            shows="Trang Mã truy cập: ô tên phần mềm, phạm vi, ngày hết hạn.",
        ),
        HelpPage(
            slug="quan-tri",
            title="Quản trị",
            about="Cán bộ, chức vụ, tài khoản, đơn vị.",
            who="Quản trị hệ thống.",
            picture="admin.webp",
            shows="Trang Quản trị: danh sách cán bộ với chức vụ và tình trạng tài khoản.",
        ),
    )
}
# The first that matches, from the narrow to the wide.
_OF_ADDRESSES: Final = tuple(
    (re.compile(pattern), slug)
    for pattern, slug in (
        (r"/viec/.+", "viec-mot"),
        (r"/viec|/giao-trong-don-vi(?:/.*)?", "viec"),
        (r"/phieu(?:/.*)?", "phieu"),
        (r"/don-doc|/loi-hua-nhac-viec", "don-doc"),
        (r"/giao-ban", "giao-ban"),
        (r"/lanh-dao", "lanh-dao"),
        (r"/cho-cap-tren", "cho-cap-tren"),
        (r"/tong-quan(?:/.*)?|/so-sanh-ngay", "tong-quan"),
        (r"/bang-chung-cham-diem(?:/.*)?", "bang-chung-cham-diem"),
        (r"/giao-viec(?:/.*)?", "nguon-giao-viec"),
        (r"/chuong-trinh(?:/.*)?", "chuong-trinh"),
        (r"/so-theo-doi(?:/.*)?", "so-theo-doi"),
        (r"/ke-hoach/van-ban(?:/.*)?", "van-ban"),
        (r"/ke-hoach(?:/.*)?", "ke-hoach"),
        (r"/thanh-tra(?:/.*)?", "thanh-tra"),
        (r"/nhat-ky(?:/.*)?|/khoa-so(?:/.*)?", "nhat-ky"),
        (r"/tim", "tim"),
        (r"/tai-khoan(?:/.*)?|/api(?:/.*)?", "ma-truy-cap"),
        (r"/quan-tri(?:/.*)?", "quan-tri"),
    )
)
_REQUESTS: Final = ", ".join(each.removeprefix("Đề nghị ") for each in REQUESTS.values())
GROUPS: Final[Mapping[Group, str]] = {
    Group.DECIDE: (
        "báo cáo, nội dung phối hợp đang chờ chính bạn kiểm tra, duyệt, xác nhận hoặc trả lại; "
        f"đề nghị của đơn vị đang chờ bạn trả lời ({_REQUESTS})"
    ),
    Group.ESCALATED: (
        "việc đã báo cáo tới bạn: đơn vị chưa nộp sau nhiều lần đôn đốc hoặc đã quá hạn nhiều "
        "ngày, hay một bước duyệt đã hết thời gian xử lý mà chưa quyết định"
    ),
    Group.RETURNED: "báo cáo bị trả lại, phải hoàn chỉnh trước ngày đã ghi",
    Group.LATE: (
        "đã qua hạn mà chưa có báo cáo được thủ trưởng duyệt, hoặc đã qua hạn phối hợp mà đơn vị "
        "bạn chưa gửi nội dung phối hợp"
    ),
    Group.SOON: "còn ít ngày là đến hạn",
    Group.REST: "việc của bạn chưa gấp",
    Group.ELSEWHERE: "việc đang chờ người khác; bạn chỉ theo dõi",
    Group.SUSPENDED: "người giao việc cho tạm dừng: không nhắc, không tính quá hạn",
    Group.DONE: "việc đã được xác nhận hoàn thành gần đây",
    Group.WITHDRAWN: "việc kết thúc gần đây mà không có kết quả; lý do ghi trong diễn biến",
}
STAGES: Final[Mapping[Stage, str]] = {
    Stage.ISSUED: "việc vừa được giao; không phản hồi thì coi như đã tiếp nhận",
    Stage.ACKNOWLEDGED: "đơn vị đang làm báo cáo",
    Stage.SUBMITTED: "chuyên viên đã gửi, thủ trưởng đơn vị chưa ký",
    Stage.APPROVED: "thủ trưởng đã ký, Văn phòng chưa xác nhận",
    Stage.CONFIRMED: "đã xác nhận; không sửa được nữa",
}
BOXES: Final[Mapping[OfficialStatus, str]] = {
    OfficialStatus.DONE_IN_TIME: "chữ xanh lá; thủ trưởng duyệt không muộn hơn ngày hạn",
    OfficialStatus.DONE_LATE: "chữ đỏ; thủ trưởng duyệt sau ngày hạn",
    OfficialStatus.RUNNING_IN_TIME: "chữ xanh lá; chưa xong và chưa qua hạn",
    OfficialStatus.RUNNING_LATE: "chữ đỏ; chưa xong và đã qua hạn",
    OfficialStatus.NO_DUE_DATE: "việc không có ngày hạn",
    OfficialStatus.SUSPENDED: "đứng ngoài năm ô từ ngày tạm dừng; hạn không chạy",
    OfficialStatus.WITHDRAWN: "đứng ngoài năm ô từ ngày quyết định; không phải nộp gì nữa",
}
STANDINGS: Final[Mapping[BoardColumn, str]] = {
    BoardColumn.NO_DUE_DATE: "người giao việc không ấn định ngày",
    BoardColumn.NOT_DUE: "còn nhiều ngày",
    BoardColumn.NEAR: "còn ít ngày là đến hạn; đã đôn đốc được",
    BoardColumn.LATE: "tính theo ngày làm việc của phường",
    BoardColumn.LATER: "tính theo ngày làm việc của phường",
    BoardColumn.LATEST: "tính theo ngày làm việc của phường",
    BoardColumn.RETURNED: "bị trả lại, chưa qua hạn",
    BoardColumn.WITH_HEAD: "đơn vị đã gửi, thủ trưởng chưa duyệt",
    BoardColumn.TO_CONFIRM: "thủ trưởng đã duyệt, chờ Văn phòng hoặc lãnh đạo",
    BoardColumn.SUSPENDED: "người giao việc cho tạm dừng; không đôn đốc, không tính quá hạn",
}


def help_for(path: str) -> str:
    """The address of the help that belongs to a page; the list of all where there is none."""
    for address, slug in _OF_ADDRESSES:
        if address.fullmatch(path):
            return f"{HELP}/{slug}"
    return HELP
