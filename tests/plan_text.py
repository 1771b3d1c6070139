"""A small plan of an invented ward as it would be handed in: one page, an annex, some gaps."""

SENTENCE = "Tổ chức gặp mặt doanh nghiệp mỗi quý một lần."
PLAN_TEXT = f"""ỦY BAN NHÂN DÂN
PHƯỜNG CHO SẴN

Số: /KH-UBND

P. Cho Sẵn, ngày tháng 11 năm 2026

KẾ HOẠCH

Phát triển kinh tế - xã hội của phường Cho Sẵn giai đoạn 2026 - 2030

I. MỤC ĐÍCH, YÊU CẦU

Xác định rõ nhiệm vụ của từng đơn vị.

II. NỘI DUNG

1. Mục tiêu tổng quát

Xây dựng phường Cho Sẵn phát triển.

2. Các chỉ tiêu chủ yếu

(1) Hằng năm, tỷ lệ gia đình văn hóa đạt 95% trở lên.

(2) Đến năm 2030, tỷ lệ hộ dùng nước sạch đạt 97,45% trở lên.

3. Triển khai, thực hiện hiệu quả các Đề án

(1) Đề án phát triển nguồn nhân lực số của phường giai đoạn 2026 - 2030.

4. Nhiệm vụ giải pháp trọng tâm

Đẩy mạnh phát triển kinh tế.

5. Nhiệm vụ giải pháp cụ thể các lĩnh vực:

5.1. Phòng Kinh tế, Hạ tầng và Đô thị chủ trì, phối hợp với các đơn vị liên quan thực hiện:

- {SENTENCE}

- Cải tạo hệ thống cấp nước các tổ dân phố.

5.2. Văn phòng HĐND&UBND phường chủ trì, phối hợp với các đơn vị liên quan thực hiện:

- Theo dõi việc thực hiện kế hoạch hằng quý.

5.3. Công an phường tham mưu:

- Giữ gìn trật tự an toàn xã hội trên địa bàn.

III. Tổ chức thực hiện

1. Giao Phòng Văn hóa - Xã hội chủ trì tuyên truyền nội dung Kế hoạch.

Nơi nhận:

- Lưu: VT.

TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH

PHỤ LỤC
THỰC HIỆN CÁC CHỈ TIÊU CHỦ YẾU

I. Các chỉ tiêu chủ yếu giai đoạn 2026-2030

STT\tNội dung\tĐơn vị tính\tKế hoạch 05 năm 2026 - 2030\t\tCơ quan chủ trì tham mưu\tCơ quan phối hợp thực hiện
\t\t\tĐến năm 2030\tBình quân năm\t\t
1\tTỷ lệ gia đình văn hóa\t%\t\t≥ 95\tPhòng VH-XH\tTổ dân phố
2\tTỷ lệ hộ dùng nước sạch\t%\t≥ 97,54\t\tPhòng KTHTĐT\tTổ dân phố
"""  # noqa: E501  (a row of a table is one line)
# Five indicators that nobody leads, two units that could.
LEADERLESS_TEXT = """ỦY BAN NHÂN DÂN
PHƯỜNG CHO SẴN

Số: 15/KH-UBND

Cho Sẵn, ngày 06 tháng 11 năm 2026

KẾ HOẠCH

Chăm sóc cây xanh phường Cho Sẵn giai đoạn 2026 - 2030

I. CHỈ TIÊU

1. Tỷ lệ đường có cây đạt 90%.

2. Tỷ lệ ngõ có hoa đạt 80%.

3. Tỷ lệ hồ có rào đạt 70%.

4. Tỷ lệ sân trường có bóng mát đạt 60%.

5. Tỷ lệ chợ có mái che đạt 50%.

II. TỔ CHỨC THỰC HIỆN

1. Phòng Kinh tế: Trồng 10 cây bàng ở cổng chợ.

2. Trạm Y tế: Khám mắt cho trẻ em hằng năm.

Nơi nhận:
- Phòng Kinh tế;
- Trạm Y tế;
- Lưu: VT.
"""
