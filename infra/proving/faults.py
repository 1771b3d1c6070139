"""Why the log is not signed now: a code for programs and a Vietnamese sentence for people."""

from enum import StrEnum


class Stopped(StrEnum):
    """What kind of thing keeps the log from being signed; `OK` where nothing does."""

    OK = "ok"
    DATABASE_AWAY = "database_away"
    DISK_FULL = "disk_full"
    DISK_REFUSES = "disk_refuses"
    KEY_MISSING = "key_missing"
    LEDGER_SHORTER = "ledger_shorter"
    LEDGER_FORKED = "ledger_forked"
    LEDGER_GAP = "ledger_gap"
    ROOT_DIFFERS = "root_differs"
    LOG_ALTERED = "log_altered"


class NotSigned(Exception):
    """The log may not be signed as it stands; nothing of it was changed."""

    def __init__(self, state: Stopped, sentence: str) -> None:
        super().__init__(sentence)
        self.state = state


def shorter(facts: int, signed: int) -> NotSigned:
    """The ledger holds fewer facts than somebody has been promised in writing."""
    return NotSigned(
        Stopped.LEDGER_SHORTER,
        f"Sổ ngắn hơn điểm đã ký: điểm đã ký có {signed} sự kiện, sổ chỉ còn {facts}. Có thể cơ "
        "sở dữ liệu đã được khôi phục từ bản sao lưu cũ. Không ký thêm cho đến khi khôi phục đủ.",
    )


def forked(position: int) -> NotSigned:
    """A fact of the ledger is another one than that which was built into the log."""
    return NotSigned(
        Stopped.LEDGER_FORKED,
        f"Sổ khác với nhật ký ký số đã lập: sự kiện {position} không còn là sự kiện đã ghi trước "
        "đây. Không ký thêm. Hãy chạy “dondoc ledger verify” để biết chỗ sai.",
    )


def gap(position: int) -> NotSigned:
    """A position is not there, though later ones are."""
    return NotSigned(
        Stopped.LEDGER_GAP,
        f"Sổ thiếu sự kiện ở vị trí {position}. Không ký thêm. Hãy chạy “dondoc ledger verify” "
        "để biết chỗ sai.",
    )


def log_altered(detail: str) -> NotSigned:
    """A tile or a checkpoint on the disk is not what was written there."""
    return NotSigned(
        Stopped.LOG_ALTERED,
        f"Tệp của nhật ký ký số trên máy đã bị sửa hoặc hỏng ({detail}). Không ký thêm. Hãy khôi "
        "phục thư mục “log” từ bản sao lưu; mảnh bị hỏng thì xóa đi, sẽ được lập lại từ sổ.",
    )


def root_differs(size: int) -> NotSigned:
    """The tree no longer gives the root that was signed."""
    return NotSigned(
        Stopped.ROOT_DIFFERS,
        f"{size} sự kiện đầu không còn cho mã gốc đã ký: sổ đã bị viết lại, hoặc tệp trong thư "
        "mục “log” đã bị sửa. Không ký thêm. Hãy chạy “dondoc ledger verify” để biết chỗ sai.",
    )


def key_missing(folder: str) -> NotSigned:
    """None of the keys that the ledger names has its private half here."""
    return NotSigned(
        Stopped.KEY_MISSING,
        f"Không có khóa ký sổ trong {folder}. Hãy khôi phục thư mục này từ bản sao lưu; nếu không "
        "còn, hãy chạy “dondoc ledger rotate-key” để dùng khóa mới.",
    )
