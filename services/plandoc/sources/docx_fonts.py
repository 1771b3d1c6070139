"""The fonts of Word that print letters as those of an older encoding: of a run, or its styles."""

from dataclasses import dataclass, field

from services.plandoc.sources.docx_changes import TrackedChanges
from services.plandoc.sources.docx_xml import Element, attribute, child
from services.plandoc.sources.legacy_encodings import LegacyFont, legacy_font

_MOST_PARENTS = 20


@dataclass(slots=True)
class Fonts:
    """Says which font of before Unicode prints a run; each style is looked up once."""

    changes: TrackedChanges
    styles: dict[str, Element]
    default_style: str | None
    default: str | None
    any_legacy: bool
    _of_styles: dict[str, str | None] = field(default_factory=dict)

    def of(self, run: Element, paragraph: Element) -> LegacyFont | None:
        """The font of a run; None for every font that prints Unicode as it is."""
        if not self.any_legacy:
            return None
        settings = self.changes.properties(run, "rPr")
        name = (
            _named(settings)
            or self._style(attribute(child(settings, "rStyle")))
            or self._style(
                attribute(child(self.changes.properties(paragraph, "pPr"), "pStyle"))
                or self.default_style
            )
            or self.default
        )
        return legacy_font(name) if name else None

    def _style(self, style_id: str | None) -> str | None:
        if style_id is None:
            return None
        if style_id not in self._of_styles:
            self._of_styles[style_id] = self._inherited(style_id)
        return self._of_styles[style_id]

    def _inherited(self, style_id: str | None) -> str | None:
        for _ in range(_MOST_PARENTS):
            style = self.styles.get(style_id or "")
            if style is None:
                return None
            name = _named(child(style, "rPr"))
            if name is not None:
                return name
            style_id = attribute(child(style, "basedOn"))
        return None


def read_fonts(document: Element, styles: Element | None, changes: TrackedChanges) -> Fonts:
    """Read which fonts a document's styles set; `styles` may be absent."""
    known: dict[str, Element] = {}
    default_style = None
    for each in () if styles is None else styles.iterchildren("{*}style"):
        style_id = attribute(each, "styleId") or ""
        known[style_id] = each
        if attribute(each, "type") == "paragraph" and attribute(each, "default") in {"1", "true"}:
            default_style = style_id
    return Fonts(
        changes=changes,
        styles=known,
        default_style=default_style,
        default=_named(child(styles, "docDefaults", "rPrDefault", "rPr")),
        any_legacy=_any_legacy(document) or (styles is not None and _any_legacy(styles)),
    )


def _named(settings: Element | None) -> str | None:
    """The font that settings name for letters beyond ASCII; a theme's font goes before it."""
    fonts = child(settings, "rFonts")
    if fonts is None:
        return None
    values = {key.rpartition("}")[2]: str(value) for key, value in fonts.attrib.items()}
    for kind in ("hAnsi", "ascii"):
        name = values.get(f"{kind}Theme") or values.get(kind)
        if name:
            return name
    return None


def _any_legacy(holder: Element) -> bool:
    return any(legacy_font(_own(fonts)) for fonts in holder.iter("{*}rFonts"))


def _own(fonts: Element) -> str:
    return _named(fonts.getparent()) or ""
