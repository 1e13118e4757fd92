"""The registry as a glossary: official names in two languages, as TBX or CSV, for translators and their tools."""

import csv
import io
from collections.abc import Iterator, Mapping

from lxml import etree

from briefs.model.registry import Name
from briefs.translate.names import short_of

_XML = "{http://www.w3.org/XML/1998/namespace}"
_DTD = '<!DOCTYPE martif SYSTEM "TBXBasiccoreStructV02.dtd">'


def rows(names: Mapping[str, Name], source: str, language: str) -> Iterator[tuple[str, str, str, str, str]]:
    """Id, name and short form in the source language, name and short form in the other; empty where there is none."""
    for id_, entry in sorted(names.items()):
        of = [(entry.name.get(tag, ""), short_of(entry, tag)) for tag in (source, language)]
        yield id_, *of[0], *of[1]


def write_csv(names: Mapping[str, Name], source: str, language: str) -> str:
    """The glossary as CSV with a head."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["id", source, f"{source} short", language, f"{language} short"])
    writer.writerows(rows(names, source, language))
    return out.getvalue()


def write_tbx(names: Mapping[str, Name], source: str, language: str) -> str:
    """The glossary as TBX (ISO 30042, dialect TBX-Basic); names without a translation are left out."""
    root = etree.Element("martif", type="TBX-Basic")
    root.set(f"{_XML}lang", source)
    head = etree.SubElement(root, "martifHeader")
    described = etree.SubElement(head, "fileDesc")
    title = etree.SubElement(etree.SubElement(described, "titleStmt"), "title")
    title.text = f"Official names, {source} and {language}"
    etree.SubElement(etree.SubElement(described, "sourceDesc"), "p").text = "The registry of a project of Briefs"
    coding = etree.SubElement(etree.SubElement(head, "encodingDesc"), "p", type="XCSURI")
    coding.text = "http://www.ttt.org/oscarstandards/tbx/TBXBasicXCS.xcs"
    body = etree.SubElement(etree.SubElement(root, "text"), "body")
    for id_, name, short, other, other_short in rows(names, source, language):
        if name and other:
            entry = etree.SubElement(body, "termEntry", id=id_)
            if country := names[id_].country:
                etree.SubElement(entry, "note").text = f"country: {country}"
            for tag, full, brief in ((source, name, short), (language, other, other_short)):
                langs = etree.SubElement(entry, "langSet")
                langs.set(f"{_XML}lang", tag)
                _term(langs, full, "fullForm")
                if brief and brief != full:
                    _term(langs, brief, "acronym" if names[id_].acronym else "shortForm")
    text = etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True, doctype=_DTD)
    return str(text.decode("utf-8"))


def _term(parent: etree._Element, text: str, kind: str) -> None:
    group = etree.SubElement(parent, "tig")
    etree.SubElement(group, "term").text = text
    etree.SubElement(group, "termNote", type="termType").text = kind
    etree.SubElement(group, "termNote", type="administrativeStatus").text = "preferredTerm-admn-sts"
