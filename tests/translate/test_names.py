"""Terms of the registry that are typed in a text."""

import re
import sys

import pytest

from briefs.model.registry import Name
from briefs.translate import names


def test_a_term_is_found_however_its_letters_are_written() -> None:
    registry = {
        "roof": Name(name={"en": "straße  hall"}, plural={"en": "straße halls"}),
        "tank": Name(name={"en": "ink"}),
        "well": Name(name={"en": "d’ink-well"}, plural={"en": "(ink wells)"}),
        "board": Name(name={"en": "Board"}, plural={"en": "ink boards"}),
    }
    terms = {id_: name for id_, name in registry.items() if id_ != "board"}  # which is a proper name
    for text in (
        "a STRASSE hall",
        "the straẞe\nHALL",
        "Straße HALLS",
        "İNK",
        "inks",
        "drink ınk",
        "a D’Ink-well",
        "a (INK wells)",
        "ink boards",
    ):
        found = list(names.terms_in(text, "en", registry))
        assert found == list(_slowly(text, terms)), text
    assert list(names.terms_in("İNK and Straße halls", "en", registry)) == [("roof", "Straße halls"), ("tank", "İNK")]


def test_a_text_is_not_held_against_every_term_of_a_registry(monkeypatch: pytest.MonkeyPatch) -> None:
    tried: list[str] = []
    plain = names._pattern

    def pattern(form: str) -> re.Pattern[str]:
        tried.append(form)
        return plain(form)

    monkeypatch.setattr(names, "_pattern", pattern)
    registry = {f"term-{n}": Name(name={"en": f"word{n} of many"}) for n in range(500)}
    assert list(names.terms_in("A word7 of many, and no word8.", "en", registry)) == [("term-7", "word7 of many")]
    assert tried == ["word7 of many", "word8 of many"]


def test_letters_that_a_pattern_takes_for_the_same_are_folded_alike() -> None:
    cased = [c for c in map(chr, range(sys.maxunicode)) if c.isalpha() and (c.lower() != c or c.upper() != c)]
    every = "".join(cased)
    pairs = [(c, other) for c in cased for other in re.findall(re.escape(c), every, re.IGNORECASE)]
    assert len(pairs) > 2 * len(cased) - 100
    assert [pair for pair in pairs if names._folded(pair[0]) != names._folded(pair[1])] == []


def _slowly(text: str, registry: dict[str, Name]) -> list[tuple[str, str]]:
    found = []
    for id_, entry in registry.items():
        for form in filter(None, (entry.name["en"], entry.plural.get("en"))):
            inner = r"\s+".join(map(re.escape, form.split()))
            if match := re.search(rf"(?<!\w){inner}(?!\w)", text, re.IGNORECASE):
                found.append((id_, match[0]))
                break
    return found
