"""What axe finds on a page, all rules of axe, and what of it keeps somebody from the page."""

from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Page

GRAVE = {"serious", "critical"}
# A page has a dozen colours, and axe reads them from their text thousands of times, with a library
# that knows every colour space: a third of its time. A text is read once and remembered.
READ_COLOURS_ONCE = """
(() => {
  const colour = axe.commons.color.Color.prototype;
  const read = colour.parseString;
  const known = new Map();
  colour.parseString = function (text) {
    if (!known.has(text)) {
      read.call(this, text);
      known.set(text, [this.r, this.g, this.b, this.alpha]);
    }
    [this.r, this.g, this.b, this.alpha] = known.get(text);
    return this;
  };
})();
"""
_AXE = Axe(Axe().axe_script + READ_COLOURS_ONCE)


async def grave_faults(page: Page) -> list[tuple[str, str, str | None]]:
    """Each grave fault once: its rule, the first place, and what axe advises there."""
    process = await _AXE.run(page)
    return [
        (fault["id"], fault["nodes"][0]["html"][:200], fault["nodes"][0].get("failureSummary"))
        for fault in process.response["violations"]
        if fault["impact"] in GRAVE
    ]
