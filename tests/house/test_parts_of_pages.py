"""The page “Kiểu trình bày” shows every part, and a class of a page is one that a sheet knows."""

import re
from pathlib import Path

from api.labels import words
from api.web.pages import ENVIRONMENT
from api.web.static_files import STATIC
from tests.api.template_files import templates

OWN = STATIC / "own"
STYLE_PAGE = "help/kieu.html"
_CLASS = re.compile(r"\.(-?[A-Za-z_][\w-]*)")
_USED = re.compile(r'class="([^"]*)"')
_MADE = re.compile(r"\{[{%].*?[%}]\}", re.DOTALL)
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
# What scripts and tests find a place by; nothing is drawn for it.
UNDRAWN = frozenset(
    {
        *("count-number", "count-label", "count-unnamed", "who-name", "unit", "notices"),
        *("work-filter", "plan-tree"),
    }
)


def _defined(path: Path) -> set[str]:
    """The classes of which a sheet says how they look."""
    selectors = re.sub(r"\{[^{}]*\}", " ", _COMMENT.sub(" ", path.read_text(encoding="utf-8")))
    return set(_CLASS.findall(re.sub(r'url\([^)]*\)|"[^"]*"', " ", selectors)))


def _shown() -> set[str]:
    source = ENVIRONMENT.loader.get_source(ENVIRONMENT, STYLE_PAGE)[0]  # type: ignore[union-attr]
    block = re.search(r"\{% block content %\}(.*)\{% endblock %\}", source, re.DOTALL)
    assert block is not None
    head = source[: block.start()].partition('{% import "web/_macros')[0]
    imports = head.partition("%}")[2] + '{% import "web/_macros.html" as m %}'
    drawn = ENVIRONMENT.from_string(imports + block[1]).render()
    return {name for used in _USED.findall(drawn) for name in used.split()}


def test_every_part_stands_on_the_page_of_parts() -> None:
    parts = _defined(OWN / "parts.css")
    assert len(parts) > 40
    assert sorted(parts - _shown()) == []


def test_every_tone_of_a_status_is_drawn() -> None:
    drawn = _defined(OWN / "parts.css")
    plain = {"none"}  # the look of a chip without a tone
    assert {f"chip-{tone}" for tone in set(words.TONES.values()) - plain} <= drawn
    assert {f"square-{box}" for box in words.BOXES} <= drawn


def test_every_class_of_a_page_is_one_that_a_sheet_knows() -> None:
    known = {name for path in OWN.glob("*.css") for name in _defined(path)}
    for path in (STATIC / "vendor").glob("tabler-core-*/css/*.css"):
        known |= _defined(path)
    unknown = {
        f"{path.parent.parent.name}/{path.name}: {name}"
        for path in templates()
        for used in _USED.findall(_MADE.sub("\0", path.read_text(encoding="utf-8")))
        for name in used.split()
        if "\0" not in name and name not in known | UNDRAWN
    }
    assert sorted(unknown) == []
