"""Whatever is handed in, the reader answers with a reading or an error, small and in time."""

import os
import random
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from services.plandoc.reading.reader import read_document
from services.plandoc.reading.report import as_json, as_lines
from services.plandoc.sources.open_source import read_source
from services.plandoc.sources.source import DocumentError
from services.planyaml.draft_yaml import write_draft
from services.planyaml.yaml_plan import read_plan
from tests.house.tree import ROOT
from tests.plandoc.clean_plan import CLEAN
from tests.plandoc.real_plan import real_text

_MOST_MEGABYTES = 512
_MOST_GROWTH = 8  # of the time, when the text is four times as long

# Pieces that mean something to the reader, to be put together without sense.
PIECES = [
    *CLEAN.splitlines(),
    "I. ", "II. ", "1. ", "1.1. ", "(1) ", "a) ", "- ", "+ ", "A. ", "PHỤ LỤC", "Nơi nhận:",
    "\t", "\t\t≥ 5\t", "1\t", "-\t", "%", "≥ ", "từ 5 - 7", "trên 3,5%", "đến năm 2030",
    "bình quân",
    "Phòng ", "Trung tâm Gì Đó", "các phòng, ban", "phối hợp với ", "chủ trì", "(", ")", "“", ";",
    "Đề án ", "các Đề án: ", "Kế hoạch số /KH-UBND", "ngày tháng năm", "nhiệm kỳ 2025 - 2030",
    "không còn ", "hoàn thành trước ngày 31/13/2026", "quý IX/2026", "năm 2030 - 2026",
    "99999999999",
]  # fmt: skip

lines = st.lists(
    st.lists(st.sampled_from(PIECES), min_size=1, max_size=5).map("".join), min_size=1, max_size=40
).map("\n".join)


def _answer(content: bytes, name: str) -> str:
    """What a person is told: a reading whose draft is sound and can be written, or a sentence."""
    try:
        reading = read_document(read_source(content, name))
    except DocumentError as refused:
        return refused.sentence
    assert read_plan(write_draft(reading), "nháp.yaml") == reading.draft
    assert as_json(reading)["findings"] == as_json(reading)["findings"]
    return "\n".join(as_lines(reading))


@settings(max_examples=300, deadline=None)
@given(lines)
def test_any_pieces_in_any_order_are_read_into_a_sound_draft_or_refused(text: str) -> None:
    assert _answer(text.encode(), "k.txt")


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=3000))
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    assert _answer(content, "k.docx")


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.integers(0, 10**6), st.integers(1, 40))
def test_the_real_document_cut_and_shuffled_is_read_or_refused(seed: int, holes: int) -> None:
    chance = random.Random(seed)  # noqa: S311  (a repeatable shuffle, no secret)
    text = real_text().splitlines()
    for _ in range(holes):
        at = chance.randrange(len(text))
        match chance.randrange(4):
            case 0:
                del text[at : at + chance.randrange(20)]
            case 1:
                text[at] = text[at][: chance.randrange(1 + len(text[at]))]
            case 2:
                text.insert(at, text[chance.randrange(len(text))])
            case _:
                text[at] = text[at].replace("\t", "", 1)
    assert _answer("\n".join(text).encode(), "k.txt")


def test_a_partner_that_leads_together_with_units_can_lead() -> None:
    """A draft that its own plan file refused, found by cutting and shuffling the real document."""
    lines = real_text().splitlines()
    row = "5\tTỷ lệ hộ nghèo\t%\t0\t\tPhòng KTHTĐT\tMTTQ và các đoàn thể"
    together = "Phòng Kinh tế, Hạ tầng và Đô thị; Trạm Y tế phường; Công an phường"
    assert lines.count(row) == 1
    text = "\n".join(lines).replace(row, row.replace("Phòng KTHTĐT", together))
    assert _answer(text.encode(), "k.txt")


HOSTILE = {
    "headings": "1. Phòng A chủ trì:\n- Làm việc tốt.\n",
    "units": "Phòng {n} Xa chủ trì, phối hợp với Trung tâm {n} Gần làm việc số {n}.\n",
    "partners": "Giao Phòng Kinh tế phối hợp với " + "Công an phường, " * 40 + "làm việc.\n",
    "figures": "({n}) Đến năm 2030, tỷ lệ việc {n} đạt {n},5% trở lên; " + "7, " * 40 + "\n",
    "brackets": "II. CHỈ TIÊU\n(1) " + "(" * 200 + "đạt 5%" + ")" * 200 + "\n",
    "rows": "{n}\tChỉ số {n}\t%\t≥ {n}\t\tPhòng KT\tTổ dân phố\n",
    "schemes": "- Xây dựng Đề án việc lớn {n}; Đề án việc nhỏ {n}; kế hoạch hằng năm.\n",
    "digits": "9" * 400 + " " + "1.000" * 80 + "\n",
}
# Of what the reader thinks about for long a quarter of the largest text says as much.
PARTS = {"units": 4, "figures": 4, "schemes": 4}


@pytest.mark.parametrize("kind", HOSTILE)
def test_a_large_hostile_text_stays_small_and_in_time(kind: str, tmp_path: Path) -> None:
    head = "KẾ HOẠCH\nPhát triển phường Xa giai đoạn 2026 - 2030\nI. CHỈ TIÊU\n"
    if kind == "rows":
        head += "STT\tChỉ tiêu\tĐVT\tĐến năm 2030\tBình quân\tChủ trì\tPhối hợp\n"
    piece, parts = HOSTILE[kind], PARTS.get(kind, 1)
    count = min(19_000 // piece.count("\n"), 3_000_000 // len(piece)) // parts
    text = [head, *(piece.replace("{n}", str(number)) for number in range(1, count + 1))]
    quarter, whole = tmp_path / "quarter.txt", tmp_path / "whole.txt"
    quarter.write_text("".join(text[: 1 + count // 4]), encoding="utf-8")
    whole.write_text("".join(text), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-c", _CHILD, str(quarter), str(whole)],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,  # a hang; what counts is how the processor's time grows, below
    )
    assert done.returncode == 0, done.stderr
    megabytes, of_quarter, of_whole = done.stdout.split()[-3:]
    assert parts * int(megabytes) < _MOST_MEGABYTES
    assert float(of_whole) < _MOST_GROWTH * float(of_quarter)


_CHILD = """
import re, sys, time
from pathlib import Path
from services.plandoc.sources.open_source import read_source
from services.plandoc.reading.reader import read_document
from services.plandoc.sources.source import DocumentError

def seconds_of(file):
    before = time.process_time()
    try:
        print(len(read_document(read_source(file.read_bytes(), file.name)).findings))
    except DocumentError as refused:
        print(refused.code)
    return time.process_time() - before

spent = [seconds_of(Path(file)) for file in sys.argv[1:]]
# Not ru_maxrss: it also remembers the process that this one was forked from.
peak = re.search(r"^VmHWM:\\s+([0-9]+) kB$", Path("/proc/self/status").read_text(), re.M)
print(int(peak[1]) // 1024, *spent)
"""
