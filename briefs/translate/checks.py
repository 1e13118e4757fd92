"""What can be wrong with a translation, unit by unit: errors break a page or a fact, warnings may have their reasons.

A warning is waived for one unit, with its reason, in the lock beside the words. What the validation says
of a file of words (typed names, forbidden forms, other languages, limits) comes from `validation`.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from briefs.load import Tree
from briefs.markup import without_marks
from briefs.model.registry import Name
from briefs.problems import Severity
from briefs.translate.marks import fault_of, foreign_spans, repeated
from briefs.translate.names import lost_terms
from briefs.translate.numbers import numbers
from briefs.translate.shape import shape
from briefs.translation import Unit, fingerprint, locale_of, source_language, source_locale, units_of

# How much longer than its source a translation may be, and what is added for short texts, whose words vary most.
LONGEST, ROOM = 1.5, 24
WARNINGS: Final = ("repeated", "shape", "numbers", "terms", "length", "spaces", "copy", "twice")

_SPACES = re.compile(r"(?<=\S) {2,}(?=\S)|^\s+|\s+$")


@dataclass(frozen=True)
class Reading:
    """How the texts are read: languages and locales of source and translation, and the names of the registry."""

    source: str
    language: str
    source_locale: str
    locale: str
    names: Mapping[str, Name]


def reading_of(tree: Tree, folder: str, language: str, names: Mapping[str, Name]) -> Reading:
    """How the words of a folder are read in a language."""
    units = units_of(tree, folder, language)
    return Reading(
        source_language(tree, folder), language, source_locale(tree, units), locale_of(tree, language, units), names
    )


@dataclass(frozen=True)
class Finding:
    """What is wrong with a unit, and where in its text (start, end) if that can be said; `check` names the check."""

    unit: Unit
    check: str
    message: str
    severity: Severity = Severity.WARNING
    span: tuple[int, int] | None = None


def findings(units: Iterable[Unit], reading: Reading) -> Iterator[Finding]:
    """All that the checks say of translated units, waived warnings left out."""
    yield from (each for each in _all(units, reading) if not waiver_of(each))


def spare_waivers(units: Iterable[Unit], reading: Reading) -> Iterator[Finding]:
    """A finding for every waiver of a warning that is not given any more."""
    units = tuple(units)
    given = {(each.unit.path, each.unit.folder, each.check) for each in _all(units, reading)}
    for unit in units:
        for check in unit.locked.waived if unit.locked else ():
            if (unit.path, unit.folder, check) not in given:
                message = f"`{check}` is waived here, and nothing needs it: take it back with `waive --remove`"
                yield Finding(unit, "waiver", message)


def waiver_of(finding: Finding) -> str:
    """Why a finding does not count; empty where it does. Errors always count."""
    waived = finding.unit.locked.waived if finding.unit.locked else {}
    return waived.get(finding.check, "") if finding.severity is Severity.WARNING else ""


def _all(units: Iterable[Unit], reading: Reading) -> Iterator[Finding]:
    done = [unit for unit in units if unit.source is not None and unit.target]
    for unit in done:
        if fault := fault_of(unit, unit.target or ""):
            span = next(iter(foreign_spans(unit, unit.target or "")), None)
            yield Finding(unit, "marks", fault, Severity.ERROR, span)
        yield from _each(unit, unit.source or "", unit.target or "", reading)
    yield from _twice(done)


def _each(unit: Unit, source: str, target: str, reading: Reading) -> Iterator[Finding]:
    if told := repeated(unit, target):
        yield Finding(unit, "repeated", told)
    own = shape(target)
    for name, count in shape(source).items():
        if own[name] != count:
            yield Finding(unit, "shape", f"the source has {count} × {name}, the translation {own[name]}")
    lost, spare = numbers(source, reading.source_locale), numbers(target, reading.locale)
    if lost != spare:
        told = ", ".join(str(number) for number in (lost - spare) + (spare - lost))
        yield Finding(unit, "numbers", f"numbers differ: {told}")
    for words, wanted in lost_terms(source, target, (reading.source, reading.language), reading.names):
        yield Finding(unit, "terms", f"the registry calls `{words}` `{wanted}`, which is not here")
    if len(target) > LONGEST * len(source) + ROOM:
        yield Finding(unit, "length", f"{len(target)} characters, where the source has {len(source)}")
    if space := _SPACES.search(target):
        yield Finding(unit, "spaces", "a space too many", span=space.span())
    if _is_copy(unit, source, target):
        yield Finding(unit, "copy", "the same as the source")


def _is_copy(unit: Unit, source: str, target: str) -> bool:
    """Whether a text with a word in it was left as it is; one that was accepted so is meant."""
    accepted = unit.locked is not None and unit.locked.target == fingerprint(target)
    same = fingerprint(source) == fingerprint(target)
    return same and not accepted and bool(re.search(r"[^\W\d]{4}", without_marks(source)))


def _twice(units: list[Unit]) -> Iterator[Finding]:
    """One source text with two translations."""
    seen: dict[str, dict[str, Unit]] = defaultdict(dict)
    for unit in units:
        seen[fingerprint(unit.source or "")].setdefault(fingerprint(unit.target or ""), unit)
    for found in seen.values():
        first, *others = found.values()
        for unit in others:
            yield Finding(unit, "twice", f"{first.file} {first.key} translates the same text in other words")
