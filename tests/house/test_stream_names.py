"""Nobody reads what a stream or an action is about out of its name: it stands in the facts."""

import re

from tests.house.tree import ROOT, ours

# Taking a name apart: by a separator, a prefix, or a slice.
_APART = re.compile(
    r"\bstreams?\b(?:\[\d*\])?\.(?:startswith|removeprefix|removesuffix|r?partition|r?split)\("
    r"|(?:\bstream|\bstreams\[\d+\])\[-?\w*:"  # of a name, not of a list of names
    r"|versions\)+\)?\[-?\d+:\]"
    r"|(?:\baction_id|\baction|\.why|\.id)\.(?:startswith|removeprefix|r?partition|r?split)\("
)
# Category and family are anybody's, and said in one place; of a reading, of a programme and of a
# finding the name is all that later facts have of the id: what makes it stands beside what reads
# it.
_MAY = {
    "services/domain/streams.py": ('stream.split("-", 1)[0]', "if stream.startswith(family)]"),
    **dict.fromkeys(
        (
            "services/domain/inspection/events.py",
            "services/domain/plan_document/events.py",
            "services/domain/programme/periods.py",
        ),
        ("stream[len(before) :] if stream.startswith(before)",),
    ),
}
_WRITTEN = ("services/", "api/", "infra/", "activities/", "workflows/")


def test_a_streams_name_is_taken_apart_nowhere_beyond_its_category() -> None:
    collected = {}
    for name in ours():
        if name.startswith(_WRITTEN) and name.endswith(".py"):
            source = (ROOT / name).read_text(encoding="utf-8")
            for line in source.splitlines():
                if _APART.search(line) and not any(may in line for may in _MAY.get(name, ())):
                    collected[name] = line.strip()
    assert collected == {}


def test_the_pattern_finds_what_was_wrong_once() -> None:
    for wrong in (
        "person_id = UUID(next(iter(sorted(outcome.versions)))[-36:])",
        'document=row.stream.removeprefix(reading_stream(""))',
        'category, _, name = stream.partition("-")',
        "person_id = stream[-36:]",
        "person_id = streams[0][-36:]",
        'elif stream.startswith("assignment-"):',
        'name=action_id.split("/", 1)[0],',
        'kind, *rest = due.action_id.split("/")',
        'return NextStep(kind=planned.why.split("/", 1)[0], at=planned.next_at)',
    ):
        assert _APART.search(wrong), wrong
