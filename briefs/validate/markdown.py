"""A text by itself: written as a block, in the Markdown that a brief knows, in characters that the fonts can print."""

import re
from collections.abc import Callable, Iterator

from briefs.load import File, KeyPath, Tree, texts
from briefs.problems import Problem

_BOLD_FIRST = re.compile(r"(messages\..*|recommendations(\.items)?\.(?!intro$|groups\.).*)")
_HTML = re.compile(r"<(?:!--.*?-->|!--|[A-Za-z/!?][^>\n]*>?)")
_AUTOLINK = re.compile(r"<(?:https?://|mailto:)[^\s<>]+>")
_LINK = re.compile(r"\]\(([^)\s]*)[^)\n]*\)")
_EMPHASIS = re.compile(r"(?<![\w*\\])\*(?=[^\s*])|(?<=[^\s*\\])\*(?![\w*])|(?<=\w)\*(?=\w)")
_QUOTE = re.compile(r'(?<!\w)"|"(?!\w)')  # inside a word it is a letter's sign, as in Hebrew

# What Markdown has and a brief has not: pattern, message, hint. Most of it would be lost or lose its looks.
_REFUSED = (
    (r"^#{1,6} .*$", "a text has no headings", "give the part a section of its own, with a `title`"),
    (r"^(?:=+|-{2,})\s*$(?<=[=-])", "a text has no headings and rules", "give the part a section of its own"),
    (
        r"^(?:```|~~~).*$|!\[[^\]\n]*\](?:\([^)\n]*\))?",
        "pictures and code cannot stand in a text",
        "a picture is a figure of kind `image`, placed by {figure:id}; there is no code in a brief",
    ),
    (r"`[^`\n]+`", "code cannot stand in a text", "use quotation marks, or *italic*"),
    (r"^\s{0,3}>.*$", "a quotation cannot stand in a text", "put it under `quotations` and place it by {quote:id}"),
    (r"^\s*(?:\*\s*){3,}$", "a text has no rules", "remove it, or begin a new section"),
    (r"^\[(?![\^@])[^\]\n]+\]:.*$", "a link is written where it stands", "write [words](https://…)"),
    (r"\][ \t]+\((?=https?:)", "this link is cut in two", "write [words](https://…) without a space between"),
)


def check_text(file: File, path: KeyPath, text: str, glyphs: frozenset[int]) -> Iterator[Problem]:
    """One text of a file of words. `glyphs` holds the code points the brand fonts can print."""
    yield from _block(file, path, text)
    yield from _html(file, path, text)
    taken: list[tuple[int, int]] = []
    for pattern, message, hint in _REFUSED:
        for match in re.finditer(pattern, text, re.MULTILINE):
            if not any(start <= match.start() < end for start, end in taken):
                taken.append(match.span())
                yield file.problem(path, message, hint, span=(match.start(), len(match[0])))
    for match in _LINK.finditer(text):
        if not re.match(r"https?://|mailto:", match[1]) and not any(s <= match.start() < e for s, e in taken):
            hint = "a link is a web address that begins with https://"
            message = f"`{match[1]}` is not a web address" if match[1] else "this link has no address"
            yield file.problem(path, message, hint, span=(match.start(1), max(1, len(match[1]))))
    yield from _emphasis(file, path, text)
    yield from _quotes(file, path, text)
    yield from _glyphs(file, path, text, glyphs)
    if text and _BOLD_FIRST.fullmatch(".".join(str(p) for p in path)) and not text.startswith("**"):
        hint = "begin with the claim in bold: **Incomes rose.** Then its ground"
        yield file.problem(path, "there is no bold claim at the start", hint, span=(0, len(text.partition(" ")[0])))


def check_names(tree: Tree, glyphs: Callable[[str], frozenset[int]]) -> Iterator[Problem]:
    """Names that are printed and stand in no file of words: those of the registry and of contacts."""
    for name, file in tree.files.items():
        registry = name.startswith("content/registry/")
        for path, text in texts(file.data) if registry or name.endswith(("/series.yaml", "/publication.yaml")) else ():
            if (registry and "editor_note" not in path) or path[0] == "contacts":
                language = path[-1] if registry and len(path) > 2 and isinstance(path[-1], str) else ""
                yield from _glyphs(file, path, text, glyphs(language))


def _block(file: File, path: KeyPath, text: str) -> Iterator[Problem]:
    style = file.marks[path].style
    if style == ">" and text:
        yield file.problem(path, "`>` joins lines and paragraphs", "write `|-` in its place")
    elif style != "|" and text:
        hint = "write `|-` after the key and the text on the lines below, indented: every sentence survives that"
        yield file.problem(path, "a text must stand in a `|-` block", hint)
    elif text.endswith("\n"):
        yield file.problem(path, "the block ends with an empty line", "write `|-`, not `|` or `|+`")


def _html(file: File, path: KeyPath, text: str) -> Iterator[Problem]:
    links = [m.span() for m in _AUTOLINK.finditer(text)]
    for match in _HTML.finditer(text):
        inside = any(start <= match.start() < end for start, end in links)
        closing = match[0].startswith("</") and f"<{match[0][2:-1]}" in text[: match.start()]
        if not inside and not closing:  # an end tag goes with the start tag that is reported already
            hint = "use **bold**, *italic*, lists and links; looks belong to the templates"
            yield file.problem(path, "raw HTML is not allowed", hint, span=(match.start(), len(match[0])))


def _emphasis(file: File, path: KeyPath, text: str) -> Iterator[Problem]:
    offset = 0
    for line in text.split("\n"):
        if line.count("**") % 2:
            hint = "put `**` at both ends of the words"
            yield file.problem(path, "`**` opens and does not close", hint, span=(offset + line.rindex("**"), 2))
        elif len(single := list(_EMPHASIS.finditer(line))) % 2:
            hint = "put `*` at both ends of the words, on one line"
            yield file.problem(path, "`*` opens and does not close", hint, span=(offset + single[-1].start(), 1))
        offset += len(line) + 1


def _quotes(file: File, path: KeyPath, text: str) -> Iterator[Problem]:
    """One problem a text whose straight quotation marks do not pair: a quotation may go on over paragraphs."""
    if len(_QUOTE.findall(text)) % 2:
        offset = 0
        for line in text.split("\n"):
            if len(found := list(_QUOTE.finditer(line))) % 2:
                hint = 'put `"` at both ends of the words, or take this one out'
                span = (offset + found[-1].start(), 1)
                yield file.problem(path, 'one `"` has no other: a quotation opens and does not close', hint, span=span)
                return
            offset += len(line) + 1


def _glyphs(file: File, path: KeyPath, text: str, glyphs: frozenset[int]) -> Iterator[Problem]:
    """One problem a text, at the first such character: a text in another script has no other kind."""
    if glyphs.issuperset(map(ord, text.replace("\n", ""))):
        return
    bad = {char: offset for offset, char in reversed(list(enumerate(text))) if char != "\n" and ord(char) not in glyphs}
    first = min(bad.values())
    shown = sorted(bad, key=lambda char: bad[char])
    if not text[first].isprintable():
        message = f"an invisible character (U+{ord(text[first]):04X}) stands here"
        yield file.problem(path, message, "delete it and type the words around it again", span=(first, 1))
        return
    listed = ", ".join(f"`{char}` (U+{ord(char):04X})" for char in shown[:5] if char.isprintable())
    more = f" and {len(shown) - 5} more" if len(shown) > 5 else ""
    message = f"the fonts cannot print {listed}{more}"
    yield file.problem(path, message, "replace it: readers would see an empty box", span=(first, 1))
