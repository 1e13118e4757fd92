"""How a language sets its marks: quotation marks, spaces beside punctuation, the colon, a figure named in a text."""

import re

NBSP, NARROW = "\u00a0", "\u202f"

# Outer opening and closing, inner opening and closing.
QUOTES = {
    "ar": ("«", "»", "“", "”"),
    "en": ("“", "”", "‘", "’"),
    "es": ("«", "»", "“", "”"),
    "pt": ("“", "”", "‘", "’"),
    "fr": (f"«{NBSP}", f"{NBSP}»", "‘", "’"),  # its apostrophes are right single quotes
}
# An ordinary space beside one of these marks could end a line, and the mark would begin the next.
_SPACES = {"fr": ((re.compile(r" (?=[;!?])"), NARROW), (re.compile(r" (?=[:»])|(?<=«) "), NBSP))}
_COLONS = {"fr": f"{NBSP}: "}
_SMALL = frozenset({"fr"})


def spaced(text: str, language: str) -> str:
    """A text with the spaces that its language sets beside marks: in French "Qui ?" a narrow one without a break."""
    for pattern, space in _SPACES.get(language, ()):
        text = pattern.sub(space, text)
    return text


def colon(language: str) -> str:
    """The colon that joins two texts, with its spaces."""
    return _COLONS.get(language, ": ")


def named(caption: str, language: str, *, starts: bool) -> str:
    """A caption such as "Figure 3" as a sentence names it: French has "la figure 3", unless it opens the sentence."""
    return caption[:1].lower() + caption[1:] if language in _SMALL and not starts else caption
