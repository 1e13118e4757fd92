"""The numbers that are typed in a text, read as its locale writes them."""

import re
from collections import Counter
from decimal import Decimal, InvalidOperation

from briefs.formats import separators
from briefs.markup import without_marks

_NUMBER = re.compile(r"(?<![\w^])\d(?:[\d.,٫٬\u00a0\u202f\u2009’' ]*\d)?")
_ADDRESS = re.compile(r"\]\([^)]*\)|https?://\S+")


def numbers(text: str, locale: str) -> Counter[Decimal]:
    """How often each number is typed in a text; those inside marks and addresses are not typed."""
    decimal, group = separators(locale)
    found: Counter[Decimal] = Counter()
    for match in _NUMBER.finditer(_ADDRESS.sub(" ", without_marks(text, " "))):
        for part in _parts(match[0], group):
            try:
                found[Decimal(part.replace(decimal, "."))] += 1
            except InvalidOperation:
                found.update(Decimal(digits) for digits in re.findall(r"\d+", part))
    return found


def _parts(written: str, group: str) -> list[str]:
    for sign in {group, "\u00a0", "\u202f", "\u2009", "’", "'", " "}:
        written = re.sub(rf"(?<=\d){re.escape(sign)}(?=\d{{3}}(?!\d))", "", written)
    return written.split()
