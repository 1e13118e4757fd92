"""XLIFF 1.2, which more tools read than 2.x, and TMX 1.4, the memory of what was translated."""

import re

from lxml import etree

from briefs.markup import marks
from briefs.translate.exchange import Entry, ExchangeError, Parcel

NAMESPACE = "urn:oasis:names:tc:xliff:document:1.2"
_XML = "{http://www.w3.org/XML/1998/namespace}"
_BASE = re.compile(r"base: src=([0-9a-f]*) tgt=([0-9a-f]*)")


def write_xliff(entries: tuple[Entry, ...], source: str, language: str) -> str:
    """The entries as an XLIFF document."""
    root = etree.Element(f"{{{NAMESPACE}}}xliff", nsmap={None: NAMESPACE}, version="1.2")
    file = _sub(root, "file", original="content", datatype="plaintext")
    file.set("source-language", source)
    file.set("target-language", language)
    body = _sub(file, "body")
    for each in entries:
        unit = _sub(body, "trans-unit", id=each.context, resname=each.context.partition("#")[2])
        unit.set(f"{_XML}space", "preserve")
        if each.limit:
            unit.set("maxwidth", str(each.limit))
            unit.set("size-unit", "char")
        _fill(_sub(unit, "source"), each.source)
        _fill(_sub(unit, "target", state=_state(each)), each.target)
        for note in (*each.notes, f"base: src={each.base_source} tgt={each.base_target}"):
            _sub(unit, "note").text = note
        if each.previous:
            _sub(unit, "note").text = f"previous source: {each.previous}"
    return str(etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True).decode("utf-8"))


def read_xliff(text: str) -> Parcel:
    """The entries of an XLIFF document; raises ExchangeError where it is none."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(text.encode("utf-8"), parser)
    except etree.XMLSyntaxError as error:
        raise ExchangeError(f"this is not XLIFF: {error}") from error
    if root.tag != f"{{{NAMESPACE}}}xliff":
        raise ExchangeError("this is not XLIFF 1.2")
    languages = {str(file.get("target-language", ""))[:2] for file in root.iter(f"{{{NAMESPACE}}}file")}
    if len(languages) != 1 or not re.fullmatch("[a-z]{2}", found := languages.pop()):
        raise ExchangeError("the XLIFF file has to say one target language")
    return Parcel(found, tuple(_entry(unit) for unit in root.iter(f"{{{NAMESPACE}}}trans-unit")))


def write_tmx(entries: tuple[Entry, ...], source: str, language: str) -> str:
    """The entries that have a translation as a TMX document; nothing of it comes back."""
    root = etree.Element("tmx", version="1.4")
    head = etree.SubElement(root, "header", creationtool="briefs", creationtoolversion="1", segtype="paragraph")
    for name, value in (("datatype", "plaintext"), ("o-tmf", "yaml"), ("adminlang", source), ("srclang", source)):
        head.set(name, value)
    body = etree.SubElement(root, "body")
    for each in entries:
        if each.target and not each.fuzzy:
            unit = etree.SubElement(body, "tu", tuid=each.context)
            for tag, text in ((source, each.source), (language, each.target)):
                variant = etree.SubElement(unit, "tuv")
                variant.set(f"{_XML}lang", tag)
                etree.SubElement(variant, "seg").text = text
    return str(etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True).decode("utf-8"))


def _fill(element: etree._Element, text: str) -> None:
    """Put a text into an element, each of its marks in a `ph`, which editors keep as it is."""
    spans = sorted({(mark.start, mark.end) for mark in marks(text)})
    element.text = text[: spans[0][0]] if spans else text
    for n, (start, end) in enumerate(spans):
        held = _sub(element, "ph", id=str(n + 1))
        held.text = text[start:end]
        held.tail = text[end : spans[n + 1][0] if n + 1 < len(spans) else len(text)]


def _entry(unit: etree._Element) -> Entry:
    notes = "\n".join(note.text or "" for note in unit.iter(f"{{{NAMESPACE}}}note"))
    base = _BASE.search(notes)
    source, target = unit.find(f"{{{NAMESPACE}}}source"), unit.find(f"{{{NAMESPACE}}}target")
    state = str(target.get("state", "")) if target is not None else ""
    return Entry(
        context=str(unit.get("id", "")),
        source=_text(source),
        target=_text(target),
        base_source=base[1] if base else "",
        base_target=base[2] if base else "",
        fuzzy=state.startswith("needs-"),
    )


def _text(element: etree._Element | None) -> str:
    return "" if element is None else "".join(str(part) for part in element.itertext())


def _state(each: Entry) -> str:
    if not each.target:
        return "needs-translation"
    return "needs-review-translation" if each.fuzzy else "translated"


def _sub(parent: etree._Element, tag: str, **attributes: str) -> etree._Element:
    return etree.SubElement(parent, f"{{{NAMESPACE}}}{tag}", attributes)
