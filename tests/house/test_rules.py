"""A reason to refuse is declared once, with its sentence and its short form."""

import ast
from collections import Counter
from importlib import import_module
from pathlib import Path
from string import Formatter
from types import ModuleType

import services
from services.commands.every_rule import EVERY_RULE
from services.domain import errors
from services.domain.act import Rule

SERVICES = Path(services.__file__).parent
REFUSALS = {
    name for name, kind in vars(errors).items() if isinstance(kind, type) and name != "NotYet"
}
# Kinds of refusal with a sentence for each of their codes, and the readers of files that nobody
# sends to a handler.
ELSEWHERE = {
    "services/domain/act.py",
    "services/planyaml/policy_yaml.py",
    "services/planyaml/readings_yaml.py",
}
PAUSED = {"services/commands/gate.py"}  # said by seconds, and never an attempt


def modules() -> list[ModuleType]:
    return [
        import_module(".".join(("services", *path.relative_to(SERVICES).with_suffix("").parts)))
        for path in sorted(SERVICES.rglob("*.py"))
        if path.name != "__init__.py"
    ]


def invented(path: Path) -> list[int]:
    """The lines on which a refusal is made of a code and words."""
    calls = (node for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.Call))
    return [
        call.lineno
        for call in calls
        if isinstance(call.func, ast.Name) and call.func.id in REFUSALS and len(call.args) > 1
    ]


def test_no_refusal_of_the_services_is_made_without_a_rule() -> None:
    root = SERVICES.parent
    collected = {str(path.relative_to(root)): invented(path) for path in SERVICES.rglob("*.py")}
    assert {path for path, lines in collected.items() if lines} == PAUSED | {
        path for path in ELSEWHERE if collected[path]
    }


def said_again(path: Path) -> list[str]:
    """The sentences of rules that are written out where a refusal is made."""
    calls = (node for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.Call))
    known = {rule.sentence for rule in EVERY_RULE}
    return [
        argument.value
        for call in calls
        if isinstance(call.func, ast.Name) and call.func.id in {*REFUSALS, "BadForm"}
        for argument in call.args[1:2]
        if isinstance(argument, ast.Constant) and argument.value in known
    ]


def test_pages_and_calls_repeat_no_sentence_of_a_rule() -> None:
    paths = sorted((SERVICES.parent / "api").rglob("*.py"))
    assert len(paths) > 80
    assert {str(path): lines for path in paths if (lines := said_again(path))} == {}


def test_every_declared_rule_stands_in_the_list() -> None:
    declared = {
        id(value)
        for module in modules()
        for value in vars(module).values()
        if isinstance(value, Rule)
    }
    listed = {id(rule) for rule in EVERY_RULE}
    assert declared <= listed
    assert len(listed) == len(EVERY_RULE) > 150


def test_one_code_has_one_short_form() -> None:
    briefs = Counter(code for code, _ in {(rule.code, rule.brief) for rule in EVERY_RULE})
    assert [code for code, count in briefs.items() if count > 1] == []


def test_a_rule_says_what_is_wrong_long_and_short() -> None:
    for rule in EVERY_RULE:
        assert rule.sentence[0].isupper() or rule.sentence.startswith(("{", "“")), rule.code
        assert rule.sentence.endswith((".", "}")), rule.code
        assert rule.brief.strip(), rule.code
        assert not rule.brief.endswith("."), rule.code


def test_a_value_of_a_sentence_is_named_like_a_value() -> None:
    named = {
        name
        for rule in EVERY_RULE
        for _, name, _, _ in Formatter().parse(rule.sentence)
        if name is not None
    }
    assert [
        name for name in sorted(named) if not name.isidentifier() or name != name.lower()
    ] == []
    assert [name for name in named if name.startswith("_")] == []
