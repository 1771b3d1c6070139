"""Where the name of a body ends in running text, though no list holds it."""

import pytest

from services.plandoc.bodies.name_ends import name_from


@pytest.mark.parametrize(
    ("name", "work"),
    [
        ("Ban Quản lý bến đò", "kiểm tra áo phao"),
        ("Ban quản lý khu bảo tồn chim Cồn Nổi", "gắn biển cấm"),
        ("Ban Chỉ huy phòng thủ dân sự xã", "diễn tập trong tháng 6"),
        ("Ban Bồi thường, giải phóng mặt bằng phường", "niêm yết phương án"),
        ("Hội đồng xét duyệt, hỗ trợ và đền bù xã", "họp mỗi quý"),
        ("Trường THCS Đồng Rui", "mở lớp học bơi"),
        ("Hạt Kiểm lâm khu vực IV", "trực gác lửa"),
        ("Thuế cơ sở 12", "rà soát hộ kinh doanh"),
        ("Phòng Văn hóa, Khoa học và Thông tin đặc khu", "tổ chức hội thi"),
        ("Ngân hàng Phát triển nông thôn - Chi nhánh Sông Lam", "cho vay vốn"),
        ("Trung tâm Dịch vụ việc làm tỉnh", "tổ chức phiên giao dịch"),
        ("Trạm Chăn nuôi - Thú y liên xã 2", "phun khử trùng"),
        ("Tổ công tác quản lý vỉa hè và lòng đường", "kiểm tra các tuyến phố"),
        ("Hợp tác xã trồng dược liệu Khe Tang", "cung cấp cây giống"),
        ("Ngân hàng Chính sách xã hội khu vực Ba Vì", "giải ngân vốn vay"),
        ("Đội Trật tự", "kiểm tra việc xây dựng nhà ở"),
        ("Hội Luật gia phường", "biên soạn tờ gấp"),
    ],
)
def test_a_name_ends_before_its_work(name: str, work: str) -> None:
    assert name_from(f"{name} {work}.", 0, placed=True) == name


@pytest.mark.parametrize("behind", [":", " chủ trì", ", phối hợp với Công an xã", " được giao:"])
def test_a_name_ends_before_a_stop_or_a_role(behind: str) -> None:
    name = "Đội Quản lý trật tự xây dựng phường"
    assert name_from(f"{name}{behind}", 0, placed=True) == name


@pytest.mark.parametrize(
    "words",
    [
        "Tổ chức hội nghị sơ kết",
        "Trường hợp vượt thẩm quyền thì báo cáo",
        "Hội nghị tổng kết năm",
        "Đoàn viên đăng ký làm theo",
        "Văn phòng tổng hợp, trình Chủ tịch",
        "Phòng, chống cháy rừng",
    ],
)
def test_what_begins_as_a_body_does_is_none(words: str) -> None:
    assert name_from(words, 0, placed=True) is None


def test_a_noun_that_begins_other_words_needs_a_place_for_a_body() -> None:
    assert name_from("Tổ đo mưa của xã ghi sổ", 0, placed=False) is None
    assert name_from("Tổ đo mưa của xã ghi sổ", 0, placed=True) == "Tổ đo mưa của xã"
