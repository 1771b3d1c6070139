"""Simulated wards of one and of five years behind real pages, and what a page of theirs takes."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from playwright.async_api import Browser, Page

from infra.bench import pages
from infra.bench.simulated_installation import SimulatedInstallation, simulated_installation
from infra.simulation.simulator import last_day
from tests.engines_fixture import running_postgres

YEARS: Final = (1, 5)
WIDE, LOW, NARROW = (1280, 900), (1366, 768), (360, 740)
_MEASURE: Final = """() => {
  const top = (each) => each ? Math.round(each.getBoundingClientRect().top) : null;
  const rows = "main tbody tr, main [data-row], main .branch > summary";
  const row = [...document.querySelectorAll(rows)].find((each) => each.offsetParent);
  return {
    height: document.documentElement.scrollHeight,
    too_wide: document.documentElement.scrollWidth > document.documentElement.clientWidth + 1,
    header: Math.round(document.querySelector(".top").getBoundingClientRect().height),
    row: top(row),
    text: document.querySelector("main").innerText,
  };
}"""
# How far the edge of each control stands out from what lies around it (WCAG 2.2, 1.4.11).
_CONTRASTS: Final = """() => {
  const canvas = document.createElement("canvas").getContext("2d");
  const shown = (colour) => {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
    return [...canvas.getImageData(0, 0, 1, 1).data];
  };
  const light = (colour) => {
    const [r, g, b] = colour.slice(0, 3).map((v) => v / 255)
      .map((v) => v <= .04045 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4);
    return .2126 * r + .7152 * g + .0722 * b;
  };
  const behind = (place) => {
    for (let at = place.parentElement; at; at = at.parentElement) {
      const colour = shown(getComputedStyle(at).backgroundColor);
      if (colour[3] === 255) return colour;
    }
    return [255, 255, 255, 255];
  };
  const controls = "input:not([type=hidden]):not([type=file]), select, textarea";
  const seen = [...document.querySelectorAll(controls)].filter((each) => each.offsetParent);
  return seen.map((each) => {
    const edge = light(shown(getComputedStyle(each).borderTopColor));
    const ground = light(behind(each));
    const ratio = (Math.max(edge, ground) + .05) / (Math.min(edge, ground) + .05);
    return [each.name || each.id || each.type, Math.round(ratio * 100) / 100];
  });
}"""


@dataclass(frozen=True, slots=True, kw_only=True)
class GrownWards:
    """The installations by their years."""

    installations: dict[int, SimulatedInstallation]

    async def visit(self, browser: Browser, years: int, login: str, size: tuple[int, int]) -> Page:
        """A window of somebody who is signed in."""
        name, _, value = self.installations[years].cookies[login].partition("=")
        context = await browser.new_context(
            viewport={"width": size[0], "height": size[1]}, locale="vi-VN", base_url=self.at(years)
        )
        await context.add_cookies([{"name": name, "value": value, "url": self.at(years)}])
        return await context.new_page()

    def at(self, years: int) -> str:
        """Where the pages of the ward are."""
        port = self.installations[years].port
        return f"http://127.0.0.1:{port}"


@contextmanager
def grown_wards(folder: Path) -> Iterator[GrownWards]:
    """Live the years once, load them, serve them; a server of its own, for its roles are."""
    with running_postgres() as server, ExitStack() as stack:
        yield GrownWards(
            installations={
                years: stack.enter_context(
                    simulated_installation(
                        server,
                        folder / f"years{years}",
                        last_day(years),
                        pages.LOGINS,
                        processes=1,
                    )
                )
                for years in YEARS
            }
        )


async def opened(page: Page, address: str) -> int:
    """How many bytes were sent for a page that stands open now."""
    answer = await page.goto(address)
    assert answer is not None
    assert answer.status == 200, address
    return len(await answer.body())


async def measured(page: Page, size: tuple[int, int]) -> dict[str, Any]:
    """In a window of that size: how high the page is, where its first row stands, what it says."""
    await page.set_viewport_size({"width": size[0], "height": size[1]})
    facts: dict[str, Any] = await page.evaluate(_MEASURE)
    return facts


async def faint_borders(page: Page) -> list[tuple[str, float]]:
    """The controls whose edge stands out less than 3 : 1."""
    return [(name, ratio) for name, ratio in await page.evaluate(_CONTRASTS) if ratio < 3]
