"""People at a browser: with a mouse on a wide screen, or with the keyboard alone on a phone."""

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

from playwright.async_api import ConsoleMessage, Locator, Page, ViewportSize, expect

from tests.journeys.browser.profiles import Profiles
from tests.journeys.browser.site import Site

# A picture of a whole page costs a second of drawing, and proves nothing by itself.
PICTURES_ARE_KEPT = os.environ.get("DONDOC_KEEP_SCREENSHOTS") == "1"
WIDE: ViewportSize = {"width": 1280, "height": 900}
NARROW: ViewportSize = {"width": 360, "height": 740}
LONGEST_WAY = 250  # presses of Tab from the top of a page to its last control
IS_FOCUSED = "element => element === document.activeElement"
# Of an element that is held: null once the page has put another one in its place.
STILL_FOCUSED = "element => element.isConnected ? element === document.activeElement : null"
CHOSEN = "element => element.selectedOptions[0].label.trim()"
# A focus that nobody sees is no focus: an outline, or the box is gone.
OUTLINE = "() => getComputedStyle(document.activeElement).outlineStyle"
TOO_WIDE = (
    "() => [...document.querySelectorAll('body *')].filter("
    "e => e.getBoundingClientRect().right > innerWidth + 1"
    ").map(e => e.tagName + '.' + e.className).slice(0, 5)"
)


@dataclass
class BrowserPerson:
    """Somebody who is signed in. `mouse` says which hand is used for everything."""

    page: Page
    site: Site
    pictures: Path
    mouse: bool
    complaints: list[str] = field(default_factory=list)
    scope: str = "body"  # where labels are looked for, on a page that says a label many times

    async def sign_in(self, login: str) -> None:
        """From the address through the door, and on to the list of work."""
        await self.page.goto(f"{self.site.address}/")
        await expect(self.page.get_by_label("Tên đăng nhập", exact=True)).to_be_visible()
        await self.picture("sign-in", whole=False)
        await self.write("Tên đăng nhập", login)
        await self.write("Mật khẩu", self.site.passwords[login])
        await self.press("Đăng nhập")
        await expect(self.page.locator(".who")).to_be_visible()
        await self.page.goto(f"{self.site.address}/viec")

    async def open_task(self, stream: str) -> None:
        """From the list to the task's page by its link; else its address."""
        await self.page.goto(f"{self.site.address}/viec")
        link = self.page.locator(f'a[href="/viec/{stream}"]')
        if await link.count():
            await self._use(link)
        else:
            await self.page.goto(f"{self.site.address}/viec/{stream}")
        await expect(self.page.get_by_role("heading", name="Diễn biến")).to_be_visible()
        await self.fits()

    async def write(self, label: str, text: str) -> None:
        """Type into the field with this label."""
        place = self._scoped().get_by_label(label, exact=True)
        if self.mouse:
            await place.click()
        else:
            await self._reach(place)
        await self.page.keyboard.press("Control+A")
        await self.page.keyboard.insert_text(text)
        await expect(place).to_have_value(text)

    async def choose(self, label: str) -> None:
        """Tick a radio button."""
        place = self._scoped().get_by_label(label, exact=True)
        if self.mouse:
            await place.check()
            return
        # One of a group is reached by Tab, the others by the arrow keys.
        group = self._scoped().locator('input[type="radio"]')
        await self._reach(group.first)
        for _ in range(await group.count()):
            if await place.evaluate(IS_FOCUSED):
                break
            await self.page.keyboard.press("ArrowDown")
        await self.page.keyboard.press("Space")
        await expect(place).to_be_checked()

    async def tick(self, box: str) -> None:
        """Tick a box by what it is called in the page's own code."""
        place = self.page.locator(box)
        if self.mouse:
            await place.check()
        else:
            await place.focus()
            await self.page.keyboard.press("Space")
        await expect(place).to_be_checked()

    async def mark(self, label: str) -> None:
        """Tick a box."""
        place = self._scoped().get_by_label(label, exact=True)
        if self.mouse:
            await place.check()
        else:
            await self._reach(place)
            await self.page.keyboard.press("Space")
        await expect(place).to_be_checked()

    async def press_here(self, name: str) -> None:
        """Press the button of this name within the part that is looked at."""
        await self._use(self._scoped().get_by_role("button", name=name, exact=True))

    async def pick(self, label: str, option: str) -> None:
        """Choose from a list."""
        place = self._scoped().get_by_label(label, exact=True)
        if self.mouse:
            await place.select_option(label=option)
            return
        await self._reach(place)
        await self.page.keyboard.press("Home")
        for _ in range(await place.locator("option").count()):
            if await place.evaluate(CHOSEN) == option:
                return
            await self.page.keyboard.press("ArrowDown")
        raise AssertionError(f"the arrow keys never reach {option}")

    async def attach(self, label: str, file: Path) -> None:
        """Choose a file; the dialogue itself belongs to the browser."""
        await self._scoped().get_by_label(label, exact=True).set_input_files(file)

    async def follow(self, name: str) -> None:
        """Follow the link with these words, behind “Thêm” where the bar has no room for it."""
        link = self.page.get_by_role("link", name=name, exact=True)
        more = self.page.locator(".ways-bar .menu:not([open])")
        if not await link.count() and await more.get_by_text(name, exact=True).count():
            await self._use(more.locator("summary"))
        await self._use(link)

    async def follow_to(self, selector: str) -> None:
        """Follow the first of these links, by what they are called in the page's own code."""
        await self._use(self.page.locator(selector).first)

    async def open_account(self) -> None:
        """From the own name in the frame to the own account."""
        await self._use(self.page.locator(".who > summary"))
        await self._use(self.page.locator("a.who-name"))

    async def press(self, name: str) -> None:
        """Press the button with this name."""
        await self._use(self.page.get_by_role("button", name=name, exact=True))

    async def unfold(self, name: str) -> None:
        """Open a part that is folded."""
        await self._use(self._scoped().locator("summary", has_text=name))

    async def says(self, sentence: str) -> None:
        """The page shows a sentence."""
        await expect(self.page.get_by_text(sentence).filter(visible=True).first).to_be_visible()

    async def picture(self, name: str, *, whole: bool = True) -> None:
        """Keep the page, or what the screen shows; only after an assertion on what it shows.

        Without pictures the page still has to fit.
        """
        await self.fits()
        if not PICTURES_ARE_KEPT:
            return
        width = self.page.viewport_size["width"] if self.page.viewport_size else 0
        await self.page.screenshot(path=self.pictures / f"{name}-{width}.png", full_page=whole)

    async def fits(self) -> None:
        """Nothing has to be scrolled sideways."""
        wide = await self.page.evaluate(
            "() => document.documentElement.scrollWidth > document.documentElement.clientWidth"
        )
        assert not wide, await self.page.evaluate(TOO_WIDE)

    def _scoped(self) -> Locator:
        return self.page.locator(self.scope)

    async def _use(self, place: Locator) -> None:
        if self.mouse:
            await place.click()
            return
        await self._reach(place)
        await self.page.keyboard.press("Enter")

    async def _reach(self, place: Locator) -> None:
        """Go there with Tab alone, and see where one is.

        The place is looked for once: to look for it takes longer than a step.
        """
        element = await place.element_handle()
        for _ in range(LONGEST_WAY):
            focused = await element.evaluate(STILL_FOCUSED)
            if focused is None:
                element = await place.element_handle()
                focused = await element.evaluate(STILL_FOCUSED)
            if focused:
                assert await self.page.evaluate(OUTLINE) != "none", "the focus is not seen"
                return
            await self.page.keyboard.press("Tab")
        raise AssertionError(f"Tab never reaches {place}")


@dataclass(frozen=True)
class Seats:
    """A browser that people sit down at, one after the other."""

    site: Site
    profiles: Profiles
    pictures: Path

    @asynccontextmanager
    async def seat(self, login: str, *, mouse: bool) -> AsyncIterator[BrowserPerson]:
        """Somebody signed in, in a browser profile of their own; its console must stay silent."""
        async with self.profiles.empty(self.site.address) as profile:
            page = await profile.new_page()
            await page.set_viewport_size(WIDE if mouse else NARROW)
            person = BrowserPerson(page=page, site=self.site, pictures=self.pictures, mouse=mouse)
            _hear(person)
            await person.sign_in(login)
            yield person
            assert person.complaints == []


def _hear(person: BrowserPerson) -> None:
    """Write down what the console of the page complains of."""

    def note(message: ConsoleMessage) -> None:
        # A refused form answers 4xx, and Chromium reports every such answer.
        if message.type == "error" and "status of 4" not in message.text:
            person.complaints.append(message.text)

    person.page.on("console", note)
    person.page.on("pageerror", lambda error: person.complaints.append(str(error)))
