"""Reasons to refuse what somebody wants of a person, an office or an account."""

from typing import Final

from services.domain.act import Rule
from services.domain.errors import NotAllowed, NotFound, Stale

ACCOUNT_CLOSED: Final = Rule(
    code="account-closed",
    sentence="Tài khoản đã khóa. Hãy mở lại tài khoản trước.",
    brief="tài khoản đã khóa",
)
ACCOUNT_OPEN: Final = Rule(
    code="account-open",
    sentence="Tài khoản không bị khóa nên không cần mở lại.",
    brief="tài khoản không bị khóa",
)
CONSENT_NEW: Final = Rule(
    code="consent-new",
    sentence=(
        "Người đồng ý và người đã giao: một người vừa do người kia thêm vào danh bạ, chưa đủ "
        "{days} ngày theo lịch. Hãy để người khác đồng ý, hoặc đợi đến ngày có hiệu lực."
    ),
    brief="một trong hai người vừa do người kia thêm vào danh bạ",
    kind=NotAllowed,
)
CONSENT_OWN: Final = Rule(
    code="consent-own",
    sentence="Không ai tự đồng ý cho chính mình.",
    brief="không ai tự đồng ý cho chính mình",
    kind=NotAllowed,
)
CONSENT_SAME: Final = Rule(
    code="consent-same",
    sentence="Người đồng ý phải là người khác với người đã giao hoặc cấp.",
    brief="người đồng ý phải là người khác với người đã giao hoặc cấp",
    kind=NotAllowed,
)
DATES_REVERSED: Final = Rule(
    code="dates-reversed",
    sentence="Ngày kết thúc phải sau ngày bắt đầu.",
    brief="ngày kết thúc trước ngày bắt đầu",
    fields=("until_on",),
)
DATE_FAR: Final = Rule(
    code="date-far",
    sentence="Ngày bắt đầu quá xa so với hôm nay.",
    brief="ngày quá xa",
    fields=("from_on",),
)
ENDED_IN_THE_PAST: Final = Rule(
    code="ended-in-the-past",
    sentence="Ngày thôi chức vụ không được trước hôm qua: việc đã ký vẫn còn.",
    brief="ngày thôi chức vụ trước hôm qua",
    fields=("until_on",),
)
LAST_ADMINISTRATOR: Final = Rule(
    code="last-administrator",
    sentence=(
        "Đây là quản trị hệ thống duy nhất còn đăng nhập được: làm việc này thì không ai vào "
        "lại được trang Quản trị. Hãy giao chức vụ quản trị cho một người khác, và chờ người "
        "đó đặt mật khẩu, rồi làm lại."
    ),
    brief="là quản trị hệ thống duy nhất còn đăng nhập được",
)
LOGIN_FORM: Final = Rule(
    code="login-form",
    sentence="Tên đăng nhập chỉ gồm chữ không dấu, chữ số, dấu chấm, gạch nối, gạch dưới.",
    brief="tên đăng nhập không đúng dạng",
    fields=("login",),
)
LOGIN_TAKEN: Final = Rule(
    code="login-taken",
    sentence="Tên đăng nhập “{login}” đã có người dùng. Hãy chọn tên khác.",
    brief="tên đăng nhập đã có người dùng",
    fields=("login",),
)
LINK_SPENT: Final = Rule(
    code="link-spent",
    sentence=(
        "Liên kết này đã được dùng, đã hết hạn hoặc đã có liên kết khác thay thế. Hãy tải "
        "lại trang rồi cấp liên kết mới."
    ),
    brief="liên kết đã dùng, hết hạn hoặc được thay thế",
)
LINK_WAITS: Final = Rule(
    code="link-waits",
    sentence=(
        "Liên kết này có hiệu lực từ {at:%H:%M ngày %d/%m/%Y}, hoặc sớm hơn khi có người "
        "thứ hai đồng ý {who}. Hãy giữ liên kết và mở lại sau."
    ),
    brief="liên kết chưa có hiệu lực",
)
LINK_WAITS_FOR_CONSENT: Final = Rule(
    code="link-waits",
    sentence=(
        "Liên kết này chỉ mở được khi có người thứ hai đồng ý {who}. Hãy nhờ người đó đồng "
        "ý, hoặc xin quản trị liên kết mới."
    ),
    brief="liên kết chưa có hiệu lực",
)
NOTICES_AHEAD: Final = Rule(
    code="notices-ahead",
    sentence="Chưa có thông báo này. Hãy tải lại trang.",
    brief="chưa có thông báo này",
)
NOT_ADMINISTRATOR: Final = Rule(
    code="not-administrator",
    sentence="Chỉ quản trị hệ thống được thay đổi cán bộ và tài khoản.",
    brief="không phải quản trị hệ thống",
    kind=NotAllowed,
)
NOT_CONSENTING: Final = Rule(
    code="not-consenting",
    sentence="Chỉ quản trị hệ thống khác hoặc Chánh Văn phòng được đồng ý.",
    brief="không phải quản trị hệ thống khác hoặc Chánh Văn phòng",
    kind=NotAllowed,
)
NO_ACCOUNT: Final = Rule(
    code="no-account",
    sentence="Cán bộ này chưa có tài khoản.",
    brief="chưa có tài khoản",
    kind=NotFound,
)
NO_LOGIN: Final = Rule(
    code="no-account",
    sentence="Không có tài khoản “{login}” trong danh bạ của phường.",
    brief="chưa có tài khoản",
    kind=NotFound,
)
NO_OFFICE: Final = Rule(
    code="no-office",
    sentence="Bạn chưa được giao chức vụ nào nên chưa cấp mã truy cập.",
    brief="chưa giữ chức vụ nào",
    kind=NotAllowed,
)
NO_PERSON: Final = Rule(
    code="no-person",
    sentence="Không có cán bộ này trong danh bạ của phường.",
    brief="không có cán bộ này",
    kind=NotFound,
)
NO_LONGER_A_PERSON: Final = Rule(
    code="no-person",
    sentence="Tài khoản không còn trong danh bạ của phường.",
    brief="không có cán bộ này",
    kind=NotAllowed,
)
NO_TOKEN: Final = Rule(
    code="no-token",
    sentence="Không có mã truy cập này trong tài khoản của bạn.",
    brief="không có mã truy cập này",
    kind=NotFound,
)
OFFICE_HELD: Final = Rule(
    code="office-held",
    sentence="Cán bộ đang giữ chức vụ này.",
    brief="chức vụ đang được giữ",
    fields=("office",),
)
OFFICE_NEEDS_UNIT: Final = Rule(
    code="office-needs-unit",
    sentence="Chức vụ này phải gắn với một đơn vị của phường.",
    brief="chức vụ này phải gắn với một đơn vị",
    fields=("unit",),
)
OFFICE_NOT_HELD: Final = Rule(
    code="office-not-held",
    sentence="Cán bộ không giữ chức vụ này.",
    brief="chức vụ không được giữ vào ngày này",
    fields=("held", "office"),
)
OFFICE_OF_THE_OFFICE: Final = Rule(
    code="office-of-the-office",
    sentence=(
        "Chánh, Phó Chánh Văn phòng và chuyên viên Văn phòng thuộc Văn phòng; thủ trưởng, cấp "
        "phó của thủ trưởng thuộc đơn vị khác."
    ),
    brief="chức vụ không thuộc đơn vị này",
    fields=("unit",),
)
OFFICE_TOO_SHORT: Final = Rule(
    code="office-too-short",
    sentence=(
        "Chức vụ này có hiệu lực từ ngày {from_on:%d/%m/%Y} nếu chưa có người thứ hai đồng "
        "ý: ngày kết thúc phải từ ngày đó trở đi."
    ),
    brief="ngày kết thúc trước ngày chức vụ có hiệu lực",
    fields=("until_on",),
)
OFFICE_UNKNOWN: Final = Rule(
    code="field-office",
    sentence="Chức vụ: hãy chọn một chức vụ trong danh sách.",
    brief="chức vụ không có trong danh sách",
    fields=("held", "office"),
)
OFFICE_WITHOUT_UNIT: Final = Rule(
    code="office-without-unit",
    sentence="Chức vụ này không gắn với đơn vị.",
    brief="chức vụ này không gắn với đơn vị",
    fields=("unit",),
)
OWN_GRANT: Final = Rule(
    code="own-grant",
    sentence="Không ai tự giao chức vụ cho mình.",
    brief="không ai tự giao chức vụ cho mình",
    kind=NotAllowed,
)
PASSWORD_LENGTH: Final = Rule(
    code="password-length",
    sentence="Mật khẩu phải có từ {shortest_password} đến {longest_password} ký tự.",
    brief="mật khẩu ngắn hoặc dài quá",
    fields=("password",),
)
PASSWORD_SAME: Final = Rule(
    code="password-same",
    sentence="Mật khẩu mới phải khác mật khẩu hiện nay.",
    brief="mật khẩu mới trùng mật khẩu hiện nay",
    fields=("password",),
)
PASSWORD_WRONG: Final = Rule(
    code="password-wrong",
    sentence=(
        "Mật khẩu hiện nay không đúng. Hãy nhập lại; quên mật khẩu thì xin quản trị hệ thống "
        "liên kết mới."
    ),
    brief="mật khẩu hiện nay không đúng",
    fields=("password_now",),
)
PASSWORD_WEAK: Final = Rule(
    code="password-weak",
    sentence="Mật khẩu dễ đoán: {why}. {next}",
    brief="mật khẩu dễ đoán",
    fields=("password",),
)
PERSON_KNOWN: Final = Rule(
    code="person-known",
    sentence=("Cán bộ này đã có trong danh bạ của phường. Hãy mở trang của cán bộ để đính chính."),
    brief="cán bộ đã có trong danh bạ",
)
PHONE_FORM: Final = Rule(
    code="phone-form",
    sentence=(
        "Số điện thoại: {why}. Hãy viết như 0901 234 567 hoặc +84 901 234 567, hoặc để trống."
    ),
    brief="số điện thoại không đúng dạng",
    fields=("phone",),
)
SCOPE_UNKNOWN: Final = Rule(
    code="field-scope",
    sentence="Phạm vi: hãy chọn trong danh sách.",
    brief="phạm vi không có trong danh sách",
    fields=("scope",),
)
TOKEN_DAY: Final = Rule(
    code="token-day",
    sentence="Dùng đến ngày: phải từ hôm nay và không quá {most_days} ngày theo lịch.",
    brief="ngày hết hạn của mã truy cập ngoài khoảng cho phép",
    fields=("ends_on",),
)
TOKEN_MANY: Final = Rule(
    code="token-many",
    sentence="Đã có {most_tokens} mã truy cập đang dùng. Hãy thu hồi mã không dùng nữa.",
    brief="quá nhiều mã truy cập đang dùng",
)
UNIT_OUTSIDE: Final = Rule(
    code="unit-outside",
    sentence="Đơn vị phối hợp ngoài bộ máy của phường không có tài khoản.",
    brief="đơn vị ngoài bộ máy của phường",
    fields=("unit",),
)
WAITS_NO_LONGER: Final = Rule(
    code="waits-no-longer",
    sentence=(
        "Việc này không còn chờ đồng ý: đã có hiệu lực, đã thôi hoặc đã được cấp lại. Hãy "
        "tải lại trang."
    ),
    brief="việc này không còn chờ đồng ý",
    kind=Stale,
)
