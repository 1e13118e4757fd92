"""HTML that passes the processor as private-use characters, so that nothing of a title can be read as HTML or lost.

The processor changes case, strips and joins what it is given. A mark has no case and is no punctuation; what it stands
for is put in after everything else has been escaped.
"""

import re
from html import escape

_FIRST = 0xF0000  # a plane of private use; the marks of the writer are in another
_MARK = "[\U000f0000-\U000ffffd]"
# Where marks part two pieces, the processor sees no doubled stop: “… S.A.</i>.”
_DOUBLED = re.compile(rf"([.,;:])({_MARK}+)\1")
_STOP_AFTER_ANOTHER = re.compile(rf"([?!…])({_MARK}*)\.")


class Marks:
    """The marks of one processor; the same HTML always has the same one."""

    def __init__(self) -> None:
        self._html: list[str] = []
        self._marks: dict[str, str] = {}

    def around(self, text: str, tag: str, **attributes: str) -> str:
        """A text within an element, ready for the processor."""
        start, end = self.pair(tag, **attributes)
        return f"{start}{text}{end}"

    def pair(self, tag: str, **attributes: str) -> tuple[str, str]:
        """The marks that open and close an element."""
        inside = "".join(f' {name.rstrip("_")}="{escape(value)}"' for name, value in attributes.items())
        return self._mark(f"<{tag}{inside}>"), self._mark(f"</{tag}>")

    def html(self, text: str) -> str:
        """What the processor made of texts, as a safe HTML fragment."""
        text = _STOP_AFTER_ANOTHER.sub(r"\1\2", _DOUBLED.sub(r"\1\2", text))
        return re.sub(_MARK, lambda match: self._html[ord(match[0]) - _FIRST], escape(text))

    def _mark(self, html: str) -> str:
        if html not in self._marks:
            self._marks[html] = chr(_FIRST + len(self._html))
            self._html.append(html)
        return self._marks[html]


def plain(text: str) -> str:
    """A text without its marks."""
    return re.sub(_MARK, "", text)
