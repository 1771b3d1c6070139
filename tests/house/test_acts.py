"""An act is declared once: each module of an `acts` folder is listed, whole, once named."""

from collections import Counter
from importlib import import_module
from pathlib import Path
from types import ModuleType

import pytest

import services
from api.web.act_forms import GENERIC, has_control
from services.domain.act import Act, FactKind
from services.domain.fields import fields_of
from services.domain.nouns import EVERY_ACT, KIND_OF, NOUNS
from services.domain.registry import EVENTS

DOMAIN = Path(services.__file__).parent / "domain"


def modules() -> list[ModuleType]:
    """Every module that stands in an `acts` folder of the domain."""
    return [
        import_module(f"services.domain.{path.parent.parent.name}.acts.{path.stem}")
        for path in sorted(DOMAIN.glob("*/acts/*.py"))
        if path.name != "__init__.py"
    ]


def test_every_module_of_acts_is_listed_with_its_facts() -> None:
    module_types = modules()
    assert len(module_types) > 10
    assert {id(module.ACT) for module in module_types} == {id(act) for act in EVERY_ACT}
    # Units, people and accounts are decided on each other: their facts stand below their acts.
    kinds = [kind for module in module_types for kind in getattr(module, "FACTS", ())]
    assert {id(kind) for kind in kinds} <= {id(kind) for kind in KIND_OF.values()}
    assert len(kinds) == len({kind.event for kind in kinds})


def test_every_fact_of_a_noun_is_an_event_of_this_release_and_said_once() -> None:
    every = [kind.event for noun in NOUNS for kind in noun.facts]
    assert len(every) == len(set(every)) == len(KIND_OF)
    assert set(every) <= set(EVENTS)


@pytest.mark.parametrize("kind", KIND_OF.values(), ids=lambda kind: kind.event.TYPE)
def test_a_fact_has_the_name_of_the_glossary(kind: FactKind[object]) -> None:
    docstring = kind.event.__doc__ or ""
    assert kind.name == docstring.partition(":")[0]


@pytest.mark.parametrize("act", EVERY_ACT, ids=lambda act: act.name)
def test_an_act_says_what_it_is_and_why_it_may_be_refused(
    act: Act[object, object, object],
) -> None:
    assert act.done.endswith(".")
    assert act.said == act.said.lower()
    assert act.rules, "whoever may not is told why"
    assert len(set(act.rules)) == len(act.rules)


def test_names_are_given_once() -> None:
    names = Counter(act.name for act in EVERY_ACT)
    commands = Counter(act.command for act in EVERY_ACT)
    assert [name for name, times in (names + commands).items() if times > 1] == []
    for noun in NOUNS:
        for called in ("slug", "resource", "verb"):
            used = Counter(getattr(act, called) for act in noun.acts)
            del used[""]
            assert [name for name, times in used.items() if times > 1] == [], called


@pytest.mark.parametrize(
    "act", [act for act in EVERY_ACT if act.resource], ids=lambda act: act.name
)
def test_every_field_of_a_command_says_what_it_holds(act: Act[object, object, object]) -> None:
    names = [name for name, _, _ in fields_of(act.command)]
    assert len(names) == len(set(names))
    assert all(
        kind.label or kind.about or kind.known or kind.example
        for _, kind, _ in fields_of(act.command)
        if type(kind).__name__ != "FigureFields"
    )


def test_an_act_without_a_template_of_its_own_asks_for_nothing_that_no_control_shows() -> None:
    assert GENERIC
    unasked = [
        (act.name, name)
        for act in GENERIC
        for name, kind, _ in fields_of(act.command)
        if not has_control(kind)
    ]
    assert unasked == []
