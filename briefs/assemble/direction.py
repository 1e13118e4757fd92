"""Text from right to left: what runs the other way in it is set apart, or the marks around it change sides."""

import re

# Words in Latin letters, with what joins them to one run, and numbers with a sign. A span of years keeps the order of
# the text around it.
_RUN = re.compile(
    r"(?P<entity>&[#\w]+;)"
    r"|[A-Za-z\u00c0-\u024f][0-9A-Za-z\u00c0-\u024f]*"
    r"(?:(?:[ \u00a0'’./@$+-]|&amp;){1,3}[0-9A-Za-z\u00c0-\u024f]+(?:[.,][0-9]+)*)*"
    r"|[+\u2212]?[0-9]+(?:[.,][0-9]+)*%"
    r"|[+\u2212][0-9]+(?:[.,][0-9]+)*"
)
_TAG = re.compile(r"(<[^>]*>)")


def isolated(html: str) -> str:
    """HTML of a text from right to left, its runs from left to right in `<bdi dir="ltr">`."""
    return "".join(part if part.startswith("<") else _RUN.sub(_isolate, part) for part in _TAG.split(html))


def _isolate(match: re.Match[str]) -> str:
    return match[0] if match["entity"] else f'<bdi dir="ltr">{match[0]}</bdi>'
