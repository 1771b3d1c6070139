"""“How to add an act” is true: done in a copy, a toy act stands everywhere it is derived."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.house.tree import ROOT, ours

MOST_BY_HAND = 11  # two of them so that verify asks of the act again
README = "services/README.md"
ACTS = "services/domain/task/acts"
TOY = Path(__file__).parent / "toy_act.py"
SAMPLE = Path(__file__).parent / "toy_act_sample.py"
SAMPLES = "tests/acts/task"
CHECKED = Path(__file__).parent / "toy_act_checks.py"
COPIED = ("activities", "api", "infra", "services", "tests", "workflows")
ROW = (
    "| xin ý kiến | advice: the lead asks the Office how something is meant "
    "| ask for advice → `AdviceAsked` (`advice-asked`) |"
)


def chapter() -> str:
    """The steps as the document tells them."""
    text = (ROOT / README).read_text(encoding="utf-8")
    return text.split("## How to add an act", 1)[1].split("\n## ", 1)[0]


def by_hand() -> list[str]:
    """Every file that the steps name, but those that `make keep` writes and those to choose."""
    reported = re.findall(
        r"`((?:services|tests|api)/[\w/<>.]+\.(?:py|md|html)|CHANGELOG\.md)`", chapter()
    )
    return list(dict.fromkeys(reported))


def test_the_steps_are_numbered_and_name_few_files() -> None:
    numbers = re.findall(r"^(\d+)\. ", chapter(), re.MULTILINE)
    assert [int(number) for number in numbers] == list(range(1, len(numbers) + 1))
    assert 3 <= len(by_hand()) <= MOST_BY_HAND
    for name in by_hand():
        real = name.replace("<noun>", "task").replace("<act>", "recall_submission")
        assert (ROOT / real).exists(), name


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Our files, with the toy act added as the steps say."""
    root = tmp_path_factory.mktemp("copy")
    for name in ours():
        if name.split("/")[0] in COPIED or "/" not in name:
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, root / name)
    shutil.copy(TOY, root / ACTS / "ask_for_advice.py")
    listed = root / ACTS / "__init__.py"
    text = listed.read_text(encoding="utf-8")
    text = text.replace(
        "    approve_submission,\n", "    approve_submission,\n    ask_for_advice,\n"
    )
    listed.write_text(text, encoding="utf-8")
    readme = root / README
    text = readme.read_text(encoding="utf-8")
    row = next(line for line in text.splitlines() if "`SubmissionRecalled`" in line)
    readme.write_text(text.replace(row, f"{row}\n{ROW}"), encoding="utf-8")
    shutil.copy(CHECKED, root / "tests/queries/test_toy_act.py")
    return root


def tried(root: Path, *command: str) -> subprocess.CompletedProcess[str]:
    """Run something of the copy with the copy's own modules."""
    return subprocess.run(
        [sys.executable, "-m", *command],
        cwd=root,
        env={"PATH": "/usr/bin:/bin", "PYTHONPATH": str(root), "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        check=False,
    )


def in_copy(root: Path, *command: str) -> str:
    """The same, which goes well."""
    done = tried(root, *command)
    assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-2000:]
    return done.stdout


def test_an_act_without_a_sample_is_named_and_with_one_it_is_tried(copy: Path) -> None:
    """By page and by call as far as no server is needed, and for every reason to refuse."""
    some = ("pytest", "-q", "-p", "no:cacheprovider", "-m", "not postgres")
    refused = tried(copy, *some, "tests/acts/test_samples.py")
    assert refused.returncode == 1, refused.stderr[-2000:]
    assert "test_every_act_has_a_sample_and_every_sample_an_act" in refused.stdout
    shutil.copy(SAMPLE, copy / SAMPLES / "ask_for_advice.py")
    listed = copy / SAMPLES / "__init__.py"
    text = listed.read_text(encoding="utf-8")
    text = text.replace(
        "    approve_submission,\n", "    approve_submission,\n    ask_for_advice,\n"
    )
    listed.write_text(text, encoding="utf-8")
    # The toy alone, and what looks at all acts at once: the others are tried where they stand.
    whole = "every_act_has or reached_elsewhere or stands_where or kind_of_field"
    said = in_copy(copy, *some, "tests/acts", "-rA", "-k", f"advice or {whole}")
    for tried_by in ("can_happen", "is_refused_for", "every_reason", "read_the_same"):
        assert re.search(
            rf"^PASSED .*{re.escape(tried_by)}.*advice", said, re.MULTILINE | re.IGNORECASE
        )
    assert "askForAdvice" in said


def test_a_toy_act_is_offered_done_shown_and_kept_by_its_own_module(copy: Path) -> None:
    in_copy(copy, "tests.ledger.golden_rows")
    assert (copy / "tests/ledger/golden/advice-asked.1.json").exists()
    assert "advice-asked 1" in (copy / "tests/house/stored_names.txt").read_text("utf-8")
    in_copy(
        copy,
        *("pytest", "-q", "-p", "no:cacheprovider", "-m", "not postgres"),
        *("tests/queries/test_toy_act.py", "tests/house/test_acts.py"),
        *(
            "tests/house/test_glossary.py",
            "tests/house/test_rules.py",
            "tests/ledger/test_golden.py",
        ),
    )
