"""The order of words in a language: what a reader expects of a list of countries, works or acronyms.

CLDR's root order compares letters first, then accents, then case; Spanish alone of the languages here has a letter
more: ñ, between n and o (CLDR, common/collation/es.xml). No maintained wheel
binds ICU's collator.
"""

import unicodedata

_EXTRA_LETTERS = {"es": ("n\u0303",)}
_AFTER = "\U0010ffff"  # sorts an extra letter behind every word that goes on after its base letter


def sort_key(text: str, language: str) -> tuple[str, str, str]:
    """A key for `sorted`: letters, then accents, then case; marks of punctuation and spaces do not count first."""
    decomposed = unicodedata.normalize("NFD", text.casefold())
    for extra in _EXTRA_LETTERS.get(language, ()):
        decomposed = decomposed.replace(extra, extra[0] + _AFTER)
    letters = "".join(
        char for char in decomposed if not unicodedata.combining(char) and (char.isalnum() or char in _AFTER + " ")
    )
    return letters, decomposed, text
