"""What the laid-out pages tell: text off its page or out of its box, lost text, notes and page numbers gone astray.

WeasyPrint drops or overflows content without a word; its box tree shows it. The tree is private to WeasyPrint, whose
version is therefore pinned.
"""

from collections import Counter
from collections.abc import Iterator
from typing import Any
from xml.etree.ElementTree import Element

from weasyprint import Document
from weasyprint.formatting_structure import boxes

from briefs.jobs import Finding

TOLERANCE = 0.75  # CSS px: rounding of borders and glyph bounds
DEEP = 3.0  # px that a descender may hang below a box of fixed height
UNIT = "data-unit"
BLOCKS = (boxes.BlockContainerBox, boxes.TableCellBox, boxes.FlexContainerBox, boxes.GridContainerBox)


def check_layout(document: Document, root: Element) -> tuple[Finding, ...]:
    """All findings of a laid-out document; `root` is the HTML it was made from."""
    parents = {child: parent for parent in root.iter() for child in parent}
    units = _Units(parents)
    found = list(_first_of_each(_geometry(document, units)))
    found += _lost(document, root, units)
    found += _notes(document, units)
    found += _contents(document)
    return tuple(dict.fromkeys(found))


class _Units:
    """Finds the words that an element came from: those of its nearest ancestor that names some."""

    def __init__(self, parents: dict[Element, Element]) -> None:
        self._parents = parents

    def of(self, element: Element | None) -> str:
        while element is not None:
            if unit := element.get(UNIT):
                return str(unit)
            element = self._parents.get(element)
        return ""

    def chain(self, element: Element | None) -> Iterator[Element]:
        while element is not None:
            yield element
            element = self._parents.get(element)


def _first_of_each(findings: Iterator[Finding]) -> Iterator[Finding]:
    """One finding for each text and page: the lines of a paragraph that is too long are one mistake."""
    seen: set[tuple[str, int]] = set()
    for finding in findings:
        if not finding.unit or (finding.unit, finding.page) not in seen:
            yield finding
        seen.add((finding.unit, finding.page))


def _unwrap(box: Any) -> Any:
    return getattr(box, "_box", box)


def _children(box: Any) -> Iterator[Any]:
    if isinstance(box, boxes.ParentBox):
        for child in box.all_children():
            yield _unwrap(child)


def _geometry(document: Document, units: _Units) -> Iterator[Finding]:
    for number, page in enumerate(document.pages, 1):
        box = page._page_box
        full = box.margin_top == 0 == box.margin_bottom
        bottom = page.height if full else box.content_box_y() + box.height
        notes = [child for child in _children(box) if isinstance(child, boxes.FootnoteAreaBox) and child.children]
        bottom = min([bottom, *(area.position_y + area.margin_top for area in notes)])
        yield from _walk(box, number, page, units, bottom, None, None, margin=False)


def _walk(
    box: Any, number: int, page: Any, units: _Units, bottom: float, block: Any, clip: Any, *, margin: bool
) -> Iterator[Finding]:
    margin = margin or isinstance(box, boxes.MarginBox)
    if isinstance(box, boxes.FootnoteAreaBox):
        bottom = page.height
    if isinstance(box, boxes.TextBox | boxes.ReplacedBox) and _shown(box):
        fault = _fault(box, page, bottom, block, clip, margin=margin)
        if fault:
            what = f"“{box.text.strip()[:40]}”" if isinstance(box, boxes.TextBox) else "a picture"
            yield Finding(f"{what} {fault}", number, units.of(box.element))
    if isinstance(box, BLOCKS) and not isinstance(box, boxes.PageBox) and box.width != "auto":
        block = box
        if box.style["overflow"] != "visible":
            x, y = box.border_box_x(), box.border_box_y()
            clip = (x, y, x + box.border_width(), y + box.border_height())
    for child in _children(box):
        yield from _walk(child, number, page, units, bottom, block, clip, margin=margin)


def _fault(box: Any, page: Any, bottom: float, block: Any, clip: Any, *, margin: bool) -> str:
    """The worst that can be said of where a text or picture lies; empty where it lies well."""
    left, top, right, low = _extent(box)
    if _outside((left, top, right, low), (0, 0, page.width, page.height)):
        return "runs off the page"
    if clip is not None and _outside((left, top, right, low), clip):
        return "is cut off by the box around it"
    if margin:
        return ""
    if low > bottom + TOLERANCE:
        return "runs below the text area or over the notes"
    if block is not None:
        inner_left, inner_top = block.content_box_x(), block.content_box_y()
        if right > inner_left + block.width + TOLERANCE or left < inner_left - TOLERANCE - _hanging(box):
            return "is wider than the box it stands in"
        if block.style["height"] != "auto" and low > inner_top + block.height + DEEP:
            return "is higher than the box it stands in"
    return ""


def _shown(box: Any) -> bool:
    return not isinstance(box, boxes.TextBox) or bool(box.text.strip())


def _extent(box: Any) -> tuple[float, float, float, float]:
    if isinstance(box, boxes.TextBox):
        return box.position_x, box.position_y, box.position_x + box.width, box.position_y + box.height
    x, y = box.content_box_x(), box.content_box_y()
    return x, y, x + box.width, y + box.height


def _outside(inner: tuple[float, ...], outer: tuple[float, ...]) -> bool:
    return any(inner[n] < outer[n] - TOLERANCE for n in (0, 1)) or any(inner[n] > outer[n] + TOLERANCE for n in (2, 3))


def _hanging(box: Any) -> float:
    """The first line of a reference hangs out of its box by its negative indent."""
    indent = box.style["text_indent"]
    return abs(indent.value) if getattr(indent, "value", 0) < 0 else 0.0


def _lost(document: Document, root: Element, units: _Units) -> Iterator[Finding]:
    """Text of the HTML that stands on no page, letter by letter for each part that names its words."""
    drawn: dict[Element, Counter[str]] = {}
    for page in document.pages:
        for box in page._page_box.descendants(placeholders=True):
            inner = _unwrap(box)
            if isinstance(inner, boxes.TextBox) and inner.element is not None:
                letters = _letters(inner.text)
                for element in units.chain(inner.element):
                    if element.get(UNIT):
                        drawn.setdefault(element, Counter()).update(letters)
    for element in root.iter():
        if unit := element.get(UNIT):
            missing = _letters("".join(_text(element))) - drawn.get(element, Counter())
            if missing.total():
                start = " ".join("".join(_text(element)).split())[:50]
                yield Finding(f"text is lost: {missing.total()} letters of “{start}…” stand on no page", 0, unit)


def _text(element: Element) -> Iterator[str]:
    if str(element.tag).endswith("}svg"):
        return
    yield element.text or ""
    for child in element:
        yield from _text(child)
        yield child.tail or ""


def _letters(text: str) -> Counter[str]:
    return Counter(char for char in text.casefold() if char.isalnum())


def astray(document: Document) -> tuple[tuple[int, Element], ...]:
    """The notes that do not stand on the page that calls them: that page's number and the note's element."""
    calls: dict[int, tuple[int, Element]] = {}
    bodies: dict[int, int] = {}
    for number, page in enumerate(document.pages, 1):
        for box in page._page_box.descendants(placeholders=True):
            tag = str(box.element_tag or "")
            if tag.endswith("::footnote-call"):
                calls[id(box.element)] = number, box.element
            elif tag.endswith("::footnote-marker"):
                bodies[id(box.element)] = number
    return tuple(call for key, call in calls.items() if bodies.get(key) != call[0])


def _notes(document: Document, units: _Units) -> Iterator[Finding]:
    for number, element in astray(document):
        yield Finding("a note does not stand on the page that calls it", number, units.of(element))


def _contents(document: Document) -> Iterator[Finding]:
    where: dict[str, int] = {}
    for number, page in enumerate(document.pages, 1):
        for anchor in page.anchors:
            where.setdefault(anchor, number)
    for number, page in enumerate(document.pages, 1):
        for box in page._page_box.descendants(placeholders=True):
            text = getattr(_unwrap(box), "text", "").strip()
            if box.element_tag == "a::after" and text.isdigit():
                target = str(box.element.get("href", ""))[1:]
                if where.get(target) != int(text):
                    yield Finding(f"the contents say page {text} for #{target}, it is on {where.get(target)}", number)
