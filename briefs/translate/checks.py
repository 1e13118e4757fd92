"""What can be wrong with a translation, unit by unit: errors break a page or a fact, warnings may have their reasons.

A warning is waived for one unit, with its reason, in the lock beside the words.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Final

from briefs.formats import separators
from briefs.markup import marks
from briefs.problems import Severity
from briefs.translate.marks import fault_of
from briefs.translation import Unit, fingerprint

# How much longer than its source a translation may be, and what is added for short texts, whose words vary most.
LONGEST, ROOM = 1.5, 24
WARNINGS: Final = ("shape", "numbers", "length", "spaces", "copy", "twice")

_NUMBER = re.compile(r"(?<![\w^])\d(?:[\d.,\u00a0\u202f\u2009’' ]*\d)?")


@dataclass(frozen=True)
class Finding:
    """What is wrong with a unit; `check` names the check, for a waiver."""

    unit: Unit
    check: str
    message: str
    severity: Severity


def findings(units: Iterable[Unit], source_locale: str, locale: str) -> Iterator[Finding]:
    """All that the checks say of translated units, waived warnings left out; locales are tags such as es-PE."""
    done = [unit for unit in units if unit.source is not None and unit.target]
    for unit in done:
        if fault := fault_of(unit, unit.target or ""):
            yield Finding(unit, "marks", fault, Severity.ERROR)
    for finding in (*_each(done, source_locale, locale), *_twice(done)):
        waived = finding.unit.locked.waived if finding.unit.locked else {}
        if finding.check not in waived:
            yield finding


def shape(text: str) -> Counter[str]:
    """How a text is built: paragraphs, list items, bold and italic words, links."""
    return Counter(
        {
            "paragraph": len(re.split(r"\n\s*\n", text.strip())),
            "list item": len(re.findall(r"^\s*(?:-|\d+\.) ", text, re.MULTILINE)),
            "bold": text.count("**") // 2,
            "italic": len(re.findall(r"(?<!\*)\*(?!\*)[^*\n]+\*(?!\*)", text)),
        }
    )


def numbers(text: str, locale: str) -> Counter[Decimal]:
    """The numbers typed in a text, read as its locale writes them; those inside marks and addresses are not typed."""
    for mark in reversed(list(marks(text))):
        text = text[: mark.start] + " " + text[mark.end :]
    text = re.sub(r"\]\([^)]*\)|https?://\S+", " ", text)
    decimal, group = separators(locale)
    found: Counter[Decimal] = Counter()
    for match in _NUMBER.finditer(text):
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


def _each(units: list[Unit], source_locale: str, locale: str) -> Iterator[Finding]:
    for unit in units:
        source, target = unit.source or "", unit.target or ""
        for name, count in shape(source).items():
            if (own := shape(target)[name]) != count:
                yield _warning(unit, "shape", f"the source has {count} × {name}, the translation {own}")
        lost, spare = numbers(source, source_locale), numbers(target, locale)
        if lost != spare:
            told = ", ".join(str(number) for number in (lost - spare) + (spare - lost))
            yield _warning(unit, "numbers", f"numbers differ: {told}")
        if len(target) > LONGEST * len(source) + ROOM:
            yield _warning(unit, "length", f"{len(target)} characters, where the source has {len(source)}")
        if re.search(r"\S {2,}\S", target) or target != target.strip():
            yield _warning(unit, "spaces", "a space too many")
        if fingerprint(source) == fingerprint(target) and re.search(r"[^\W\d]{4}", _plain(source)):
            yield _warning(unit, "copy", "the same as the source")


def _twice(units: list[Unit]) -> Iterator[Finding]:
    """One source text with two translations."""
    seen: dict[str, dict[str, Unit]] = defaultdict(dict)
    for unit in units:
        seen[fingerprint(unit.source or "")].setdefault(fingerprint(unit.target or ""), unit)
    for found in seen.values():
        first, *others = found.values()
        for unit in others:
            yield _warning(unit, "twice", f"{first.file} {first.key} translates the same text in other words")


def _plain(text: str) -> str:
    for mark in reversed(list(marks(text))):
        text = text[: mark.start] + text[mark.end :]
    return text


def _warning(unit: Unit, check: str, message: str) -> Finding:
    return Finding(unit, check, message, Severity.WARNING)
