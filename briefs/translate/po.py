"""PO, for Poedit, Weblate and their like. What cannot stand in PO's own fields stands in comments for translators."""

import re

import polib

from briefs.translate.exchange import Entry, ExchangeError, Parcel

_BASE = re.compile(r"^base: src=([0-9a-f]*) tgt=([0-9a-f]*)$", re.MULTILINE)


def write_po(entries: tuple[Entry, ...], source: str, language: str) -> str:
    """The entries as PO text; lines are not wrapped, so that a file that comes back unchanged has the same bytes."""
    po = polib.POFile(wrapwidth=0)
    po.metadata = {
        "Language": language,
        "X-Source-Language": source,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
    }
    for each in entries:
        base = f"base: src={each.base_source} tgt={each.base_target}"
        item = polib.POEntry(
            msgctxt=each.context,
            msgid=each.source,
            msgstr=each.target,
            comment="\n".join([*each.notes, base]),
            flags=[*(["fuzzy"] if each.fuzzy else []), *(["python-brace-format"] if "{" in each.source else [])],
        )
        if each.previous:
            item.previous_msgid, item.previous_msgctxt = each.previous, None
        po.append(item)
    return f"{po}\n" if not str(po).endswith("\n") else str(po)


def read_po(text: str) -> Parcel:
    """The entries of a PO text; raises ExchangeError where it is none."""
    try:
        po = polib.pofile(text, wrapwidth=0)
    except (OSError, ValueError) as error:
        raise ExchangeError(f"this is not a PO file: {error}") from error
    language = po.metadata.get("Language", "")
    if not re.fullmatch("[a-z]{2}", language[:2]):
        raise ExchangeError("the PO file does not say its language (`Language:` in its head)")
    return Parcel(language[:2], tuple(_entry(item) for item in po if not item.obsolete))


def _entry(item: polib.POEntry) -> Entry:
    base = _BASE.search(item.comment or "")
    return Entry(
        context=item.msgctxt or "",
        source=item.msgid,
        target=item.msgstr,
        base_source=base[1] if base else "",
        base_target=base[2] if base else "",
        fuzzy="fuzzy" in item.flags,
    )
