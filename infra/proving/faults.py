"""Why the log is not signed now: a code for programs and a Vietnamese sentence for people."""

from enum import StrEnum
from pathlib import Path

from infra.proving.disk_words import NO_ROOM, disk_words
from services.ledger.tlog.errors import NotProven


class Stopped(StrEnum):
    """What kind of thing keeps the log from being signed; `OK` where nothing does."""

    OK = "ok"
    DATABASE_AWAY = "database_away"
    LEDGER_UNREADABLE = "ledger_unreadable"
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


def log_altered(problem: NotProven) -> NotSigned:
    """A tile or a checkpoint on the disk is not what was written there."""
    which = f"tệp {problem.where}" if problem.where else "một tệp"
    return NotSigned(
        Stopped.LOG_ALTERED,
        f"Nhật ký ký số trên máy bị hỏng: {which} trong thư mục “log” {problem.kind.words}. Không "
        "ký thêm. Hãy khôi phục tệp này từ bản sao lưu; không có thì chuyển nó ra chỗ khác cho "
        "thanh tra xem: mảnh (tile) và tệp checkpoint sẽ được lập lại, phải ra đúng mã gốc đã ký.",
    )


def disk_refused(folder: Path, problem: OSError) -> NotSigned:
    """The disk of the log takes or gives nothing; nothing is lost, all of it is tried again."""
    if problem.errno in NO_ROOM:
        return NotSigned(
            Stopped.DISK_FULL,
            f"Ổ đĩa hết chỗ: chưa lập tiếp được nhật ký ký số trong {folder}. Hãy giải phóng dung "
            "lượng; việc ký tự tiếp tục, không mất sự kiện nào.",
        )
    place = problem.filename or folder
    return NotSigned(
        Stopped.DISK_REFUSES,
        f"Không đọc hoặc ghi được nhật ký ký số ở {place}: {disk_words(problem)}. Hãy sửa ổ đĩa "
        "hoặc quyền của thư mục; việc ký tự tiếp tục.",
    )


def unreadable() -> NotSigned:
    """The database answers, and not as the ledger's own database does."""
    return NotSigned(
        Stopped.LEDGER_UNREADABLE,
        "Không đọc được sổ trong cơ sở dữ liệu: bảng, quyền hoặc nội dung đã bị thay đổi. Không "
        "ký thêm; sẽ tự thử lại. Hãy chạy “dondoc ledger verify” để biết chỗ sai.",
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
