"""What WeasyPrint's tagged PDF still lacks for PDF/UA-1 and PDF/A-3a in one file, and for people who listen to it.

While it is written: notes become Note elements with an id, `lang` reaches inner elements, header cells say what they
head (ISO 14289-1, 7.9, 7.2 and 7.5), and running heads are artefacts (7.8). After writing: the metadata say that the
file is PDF/UA too (5), with the extension schema that PDF/A asks for (ISO 19005-3, 6.6.2.3).
"""

import io
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from itertools import count
from typing import Any

import pikepdf
import pydyf
from pikepdf import Dictionary
from weasyprint import Document, draw
from weasyprint.formatting_structure import boxes
from weasyprint.pdf import tags
from weasyprint.pdf.stream import Stream

from briefs.pdf_tables import relate

_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_UA = "http://www.aiim.org/pdfua/ns/id/"
UA_IDENTIFIER = f"""<rdf:Description xmlns:rdf="{_RDF}" rdf:about="" xmlns:pdfuaid="{_UA}" pdfuaid:part="1"/>
<rdf:Description xmlns:rdf="{_RDF}" rdf:about="" xmlns:e="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:s="http://www.aiim.org/pdfa/ns/schema#" xmlns:p="http://www.aiim.org/pdfa/ns/property#">
<e:schemas><rdf:Bag><rdf:li rdf:parseType="Resource"><s:schema>PDF/UA identification</s:schema>
<s:namespaceURI>{_UA}</s:namespaceURI><s:prefix>pdfuaid</s:prefix>
<s:property><rdf:Seq><rdf:li rdf:parseType="Resource"><p:name>part</p:name><p:valueType>Integer</p:valueType>
<p:category>internal</p:category><p:description>The part of ISO 14289 that the file conforms to</p:description>
</rdf:li></rdf:Seq></s:property></rdf:li></rdf:Bag></e:schemas></rdf:Description>
"""
# What one glyph stands for, in the hexadecimal of a font's map: lam with each alif, kaf with each ya, and nothing.
JOINED = {
    "06440622": "fef5", "06440623": "fef7", "06440625": "fef9", "06440627": "fefb", "06430649": "fc3d",
    "0643064a": "fc3e", "": "200d",
}  # fmt: skip
# PDF/A readers look for the extension schema under its registered prefixes, not only its names.
_PREFIXES = (("e", "pdfaExtension"), ("s", "pdfaSchema"), ("p", "pdfaProperty"))

_build, _draw_context, _mark = tags._build_box_tree, draw.draw_stacking_context, Stream.marked


@contextmanager
def richer_tags() -> Iterator[None]:
    """While this holds, WeasyPrint's tag tree carries Note, Lang and Scope, and margin boxes are artefacts.

    Not for several threads at once.
    """
    numbers, heads, groups = count(1), count(1), dict[Any, Any]()
    in_margin = [False]

    def build(box: Any, parent: Any, *args: Any) -> Iterator[Any]:
        inner = getattr(box, "_box", box)
        if isinstance(inner, boxes.MarginBox):
            return  # nothing in it was marked as content
        for element in _build(box, parent, *args):
            html = inner.element
            if html is not None and ":" not in str(inner.element_tag or ":"):
                _enrich(element, html, inner.element_tag, numbers)
            if element["S"] == "/Table":
                relate(inner, heads, groups)
            yield element

    def draw_context(stream: Any, context: Any) -> None:
        before, in_margin[0] = in_margin[0], in_margin[0] or isinstance(context.box, boxes.MarginBox)
        _draw_context(stream, context)
        in_margin[0] = before

    def mark(stream: Any, box: Any, tag: str) -> AbstractContextManager[None]:
        return _artefact(stream) if in_margin[0] else _mark(stream, box, tag)

    tags._build_box_tree, draw.draw_stacking_context, Stream.marked = build, draw_context, mark
    try:
        yield
    finally:
        tags._build_box_tree, draw.draw_stacking_context, Stream.marked = _build, _draw_context, _mark


@contextmanager
def _artefact(stream: Any) -> Iterator[None]:
    stream.begin_marked_content("Artifact", pydyf.Dictionary({"Type": "/Pagination"}))
    yield
    stream.end_marked_content()


def _enrich(element: Any, html: Any, tag: str, numbers: Iterator[int]) -> None:
    language = html.get("lang")
    if language and tag not in ("html", "body"):
        element["Lang"] = pydyf.String(language)
    if html.get("role") == "doc-footnote":
        element["S"] = "/Note"
        element["ID"] = pydyf.String(f"note-{next(numbers)}")


def one_annotation_per_link(document: Document) -> None:
    """Merge the boxes of each link into one annotation (ISO 14289-1, 7.18.5): WeasyPrint makes one an inner box."""
    for page in document.pages:
        kept: list[list[Any]] = []
        for kind, target, area, box in page.links:
            if box.element_tag == "a" or not kept or kept[-1][1] != target:
                kept.append([kind, target, area, box])
            else:
                old = kept[-1][2]
                kept[-1][2] = (min(old[0], area[0]), min(old[1], area[1]), max(old[2], area[2]), max(old[3], area[3]))
        page.links[:] = [tuple(link) for link in kept]


def finish(data: bytes) -> bytes:
    """The PDF with both conformances in its metadata and texts for joined letters; the same bytes each time."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        _name_joined_letters(pdf)
        _claim_ua(pdf)
        out = io.BytesIO()
        pdf.save(out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return out.getvalue()


def _name_joined_letters(pdf: pikepdf.Pdf) -> None:
    """Give glyphs of several letters, or of a part of one, a text that readers get right from right to left.

    Lam and alif in one glyph, or kaf and ya, stand as the one character that Unicode has for them, since many readers
    turn the order of two; a part of a letter stands as a joiner, since WeasyPrint leaves it without a text
    (ISO 14289-1, 7.21.7).
    """
    for font in pdf.objects:
        if isinstance(font, Dictionary) and "/ToUnicode" in font:
            mapping = before = font.ToUnicode.read_bytes()
            for letters, character in JOINED.items():
                mapping = mapping.replace(f"> <{letters}>".encode(), f"> <{character}>".encode())
            if mapping != before:
                font.ToUnicode.write(mapping)


def _claim_ua(pdf: pikepdf.Pdf) -> None:
    identifier = UA_IDENTIFIER
    for short, registered in _PREFIXES:
        for old, new in ((f"<{short}:", f"<{registered}:"), (f"</{short}:", f"</{registered}:")):
            identifier = identifier.replace(old, new)
        identifier = identifier.replace(f"xmlns:{short}=", f"xmlns:{registered}=")
    stream = pdf.Root.Metadata
    xml = stream.read_bytes()
    stream.write(xml.replace(b"</rdf:RDF>", identifier.encode() + b"</rdf:RDF>", 1))
