"""Articles and prepositions that a language writes as one: "de" and "el MIDIS" make "del MIDIS"."""

import re

_PORTUGUESE = {
    (preposition, article): joined + article
    for preposition, joined in (("de", "d"), ("em", "n"), ("por", "pel"))
    for article in ("o", "a", "os", "as")
}
CONTRACTIONS: dict[str, dict[tuple[str, str], str]] = {
    "es": {("de", "el"): "del", ("a", "el"): "al"},
    "fr": {("de", "le"): "du", ("de", "les"): "des", ("à", "le"): "au", ("à", "les"): "aux"},
    "pt": {**_PORTUGUESE, ("a", "o"): "ao", ("a", "a"): "à", ("a", "os"): "aos", ("a", "as"): "às"},
}
_LAST_WORD = re.compile(r"(?<![\w{}])(\w+) $")
_FIRST_WORD = re.compile(r"^(\w+) ")


def article(form: str, *, starts: bool) -> str:
    """An article before a name, with a capital where it opens a sentence; empty where the name takes none."""
    if not form:
        return ""
    said = form[0].upper() + form[1:] if starts else form
    return said if form.endswith(("'", "’")) else f"{said} "


def contract(before: str, name: str, language: str) -> tuple[str, str]:
    """The text before a name and the name, with a preposition and an article joined where the language joins them."""
    pairs = CONTRACTIONS.get(language, {})
    last, first = _LAST_WORD.search(before), _FIRST_WORD.match(name)
    if last is None or first is None:
        return before, name
    joined = pairs.get((last[1].lower(), first[1]))
    if joined is None:
        return before, name
    if last[1][0].isupper():
        joined = joined[0].upper() + joined[1:]
    return f"{before[: last.start()]}{joined} ", name[first.end() :]
