"""The imprint of a report: what a library and a reader who cites need, from its structure and its words."""

from collections.abc import Iterable
from html import escape

from briefs.assemble.document import Imprint, Statement
from briefs.assemble.writer import Writer
from briefs.model.structure import Record


def imprint(writer: Writer, file: str) -> Imprint | None:
    """The imprint of an edition whose words stand in `file`; None for a publication that has none."""
    spec, words = writer.edition.publication.imprint, writer.edition.words.imprint
    if spec is None or words is None:
        return None
    met = set(writer.met)

    def statement(text: str, path: str) -> Statement:
        unit = f"{file}|imprint.{path}"
        return Statement(writer.prose(text, unit=unit), unit)

    cataloguing = words.cataloguing
    front = Imprint(
        heading=statement(cataloguing.heading, "cataloguing.heading"),
        description=_description(writer, spec.records, statement(cataloguing.extent, "cataloguing.extent")),
        subjects=statement(cataloguing.subjects, "cataloguing.subjects"),
        isbn=spec.isbn_of(writer.edition.language),
        classification=spec.classification,
        publisher=statement(words.publisher, "publisher"),
        rights=statement(words.rights, "rights"),
        permissions=statement(words.permissions, "permissions"),
        officers=tuple((writer.shown(words.officers[officer.role]), officer.name) for officer in spec.officers),
        statements=tuple(statement(words.statements[id_], f"statements.{id_}") for id_ in spec.statements),
    )
    writer.met = met  # few read an imprint: names are written out again where the text begins
    return front


def _description(writer: Writer, records: Iterable[Record], extent: Statement) -> Statement:
    """Title, subtitle, status and event as on the cover, then the extent and the records it is listed in."""
    words = writer.edition.words
    parts = [words.title, words.subtitle, words.status, words.event]
    said = ": ".join(writer.inline(part) for part in parts if part)
    listed = "".join(
        f' (<span lang="{record.language}">{escape(record.title)}; {escape(record.number)}</span>)'
        for record in records
    )
    inner = extent.html.removeprefix("<p>").removesuffix("</p>")
    return Statement(f"<p>{said}. {inner}{listed}</p>", extent.unit)
