"""The registry as a glossary: official names in two languages, as TBX or CSV, for translators and their tools."""

import csv
import io
from collections.abc import Iterator

from lxml import etree

from briefs.model.registry import Registry

_XML = "{http://www.w3.org/XML/1998/namespace}"


def rows(registry: Registry, source: str, language: str) -> Iterator[tuple[str, str, str, str, str]]:
    """Id, name and short form in the source language, name and short form in the other; empty where there is none."""
    for id_, entry in sorted(registry.names.items()):
        short = entry.acronym or entry.short
        both = [short if isinstance(short, str) or short is None else short.get(tag) for tag in (source, language)]
        yield id_, entry.name.get(source, ""), both[0] or "", entry.name.get(language, ""), both[1] or ""


def write_csv(registry: Registry, source: str, language: str) -> str:
    """The glossary as CSV with a head."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["id", source, f"{source} short", language, f"{language} short"])
    writer.writerows(rows(registry, source, language))
    return out.getvalue()


def write_tbx(registry: Registry, source: str, language: str) -> str:
    """The glossary as TBX (ISO 30042, dialect TBX-Basic); names without a translation are left out."""
    root = etree.Element("martif", type="TBX-Basic")
    root.set(f"{_XML}lang", source)
    head = etree.SubElement(root, "martifHeader")
    described = etree.SubElement(etree.SubElement(head, "fileDesc"), "sourceDesc")
    etree.SubElement(described, "p").text = "Briefs"
    body = etree.SubElement(etree.SubElement(root, "text"), "body")
    for id_, name, short, other, other_short in rows(registry, source, language):
        if name and other:
            entry = etree.SubElement(body, "termEntry", id=id_)
            for tag, terms in ((source, (name, short)), (language, (other, other_short))):
                langs = etree.SubElement(entry, "langSet")
                langs.set(f"{_XML}lang", tag)
                for term in filter(None, terms):
                    etree.SubElement(etree.SubElement(langs, "tig"), "term").text = term
    return str(etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True).decode("utf-8"))
