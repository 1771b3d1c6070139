"""Browser profiles: what one person leaves in a browser, nobody finds who sits down later."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from playwright.async_api import Browser, BrowserContext


@dataclass(frozen=True)
class Profiles:
    """The profiles of one browser, one for each who sits there at the same time.

    They are emptied and used again: a new profile is a new window of Chromium, which takes a
    second of computing, as much as a whole short errand; a tab of a window takes a sixth.
    """

    browser: Browser
    free: list[BrowserContext] = field(default_factory=list)

    @asynccontextmanager
    async def empty(self, origin: str) -> AsyncIterator[BrowserContext]:
        """A profile that knows nothing, for somebody who visits this origin alone.

        Where a test failed, the profile is not used again.
        """
        profile = self.free.pop() if self.free else await self._new()
        yield profile
        await _forget(profile, origin)
        self.free.append(profile)

    async def _new(self) -> BrowserContext:
        profile = await self.browser.new_context(locale="vi-VN")
        await profile.new_page()  # a window closes with its last tab: this one stays
        return profile


async def _forget(profile: BrowserContext, origin: str) -> None:
    first, *others = profile.pages
    for page in others:
        await page.close()
    await profile.clear_cookies()
    session = await profile.new_cdp_session(first)
    await session.send("Storage.clearDataForOrigin", {"origin": origin, "storageTypes": "all"})
    await session.detach()
    assert await profile.cookies() == []
