"""Hands that count: how many clicks and keys each thing costs that somebody does at a page."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import NamedTuple

from playwright.async_api import Locator, Page


class Cost(NamedTuple):
    """Clicks, and keys that are no letters of a text."""

    clicks: int
    keys: int


@dataclass
class CountedHands:
    """A mouse and a keyboard at one page; `costs` are those of each step, in their order."""

    page: Page
    clicks: int = 0
    keys: int = 0
    costs: dict[str, Cost] = field(default_factory=dict)

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        """What is done within it is one step."""
        clicks, keys = self.clicks, self.keys
        yield
        self.costs[name] = Cost(self.clicks - clicks, self.keys - keys)

    async def click(self, place: Locator) -> None:
        """One press of the mouse."""
        self.clicks += 1
        await place.click()

    async def choose(self, place: Locator, value: str) -> None:
        """One option of a list: a press that opens it, and one on the option."""
        self.clicks += 2
        await place.select_option(value)

    async def press(self, key: str) -> None:
        """One key."""
        self.keys += 1
        await self.page.keyboard.press(key)

    async def write(self, text: str) -> None:
        """A text where the cursor stands; it would have to be written anywhere."""
        await self.page.keyboard.insert_text(text)

    async def tab_to(self, place: Locator, most: int) -> None:
        """There by the Tab key alone."""
        for _ in range(most):
            if await place.evaluate("e => e === document.activeElement"):
                return
            await self.press("Tab")
        raise AssertionError(f"{most} Tabs never reach {place}")
