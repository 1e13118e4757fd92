"""The order of a list, as the alphabet of a language has it: É among the E, in Spanish Ñ after N.

No maintained wheel binds the collator of ICU, whose order is the same for what such lists hold.
"""

import unicodedata

# Letters of their own, each with the letter it follows; in other languages their marks count for nothing.
_OWN = {"es": {"ñ": "n"}, "gl": {"ñ": "n"}, "eu": {"ñ": "n"}, "qu": {"ñ": "n"}, "ay": {"ñ": "n"}}
_LAST = "\U0010ffff"


def sort_key(text: str, language: str) -> tuple[str, str]:
    """What texts of a language are sorted by: the letters, and where these are the same, their marks."""
    text = unicodedata.normalize("NFC", text).casefold()
    letters = text
    for own, before in _OWN.get(language, {}).items():
        letters = letters.replace(own, before + _LAST)
    bare = "".join(char for char in unicodedata.normalize("NFD", letters) if not unicodedata.combining(char))
    return bare, text
