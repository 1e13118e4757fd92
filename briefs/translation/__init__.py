"""Translations: how a text of one language stands against its source, and how it is written back.

A unit is one text of a file of words, addressed by its key path. Beside the words of a language lies its lock, which
remembers what was translated; from source, translation and lock follows the state of the unit.
"""

from briefs.translation.locks import Locked, fingerprint, lock_name, lock_text, read_lock
from briefs.translation.overlay import Overlay, flag_of, flagged, overlay, unfinished, unflagged
from briefs.translation.units import (
    State,
    Unit,
    folders,
    languages_of,
    locale_of,
    source_language,
    source_locale,
    units_of,
)

__all__ = [
    "Locked",
    "Overlay",
    "State",
    "Unit",
    "fingerprint",
    "flag_of",
    "flagged",
    "folders",
    "languages_of",
    "locale_of",
    "lock_name",
    "lock_text",
    "overlay",
    "read_lock",
    "source_language",
    "source_locale",
    "unfinished",
    "unflagged",
    "units_of",
]
