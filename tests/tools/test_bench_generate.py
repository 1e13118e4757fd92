"""The generated project is a real one: its content is in order, translated and can be built."""

from difflib import SequenceMatcher
from itertools import combinations
from pathlib import Path

import pytest

from briefs.pipeline import build, read
from briefs.request import Request
from briefs.translation import State, folders, units_of
from tools.bench.generate import generate
from tools.bench.phrases import LANGUAGES, PRIME, SLOTS, phrases, sentence


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("generated") / "project"
    generate(folder, 3)
    return folder


def test_its_content_is_in_order_and_every_translation_accepted(project: Path) -> None:
    tree, content, problems = read(project)
    assert problems == ()
    assert content is not None
    assert {id_: content.languages(id_) for id_ in content.publications} == {
        f"brief-{n}": ("en", "es") for n in range(3)
    }
    states = {unit.state for folder in folders(tree) for unit in units_of(tree, folder, "es")}
    assert states == {State.CURRENT}


def test_it_is_built_as_a_release(project: Path) -> None:
    built = build(Request(project, formats=("html",), release=True), lambda _event: None)
    assert len(built.built) == 6
    page = (project / "output" / "es" / "brief-0" / "index.html").read_text("utf-8")
    assert page.count("<table") == 3  # its own, the synthesis, the data of the figure
    assert "Llegó a 100 hogares" in page


def test_it_is_not_written_over_another(project: Path) -> None:
    with pytest.raises(FileExistsError):
        generate(project, 1)


def test_every_slot_has_phrases_in_each_language_and_none_twice() -> None:
    assert len(SLOTS) == 7
    for slot in SLOTS:
        assert len(slot) == PRIME
        assert all(len(pair) == len(LANGUAGES) for pair in slot)
        for n in range(len(LANGUAGES)):
            assert len({pair[n] for pair in slot}) == PRIME


def test_no_two_sentences_are_alike() -> None:
    numbers = [*range(40), *range(17**3, 17**3 + 40), *range(31_000, 31_020)]
    for one, other in combinations(numbers, 2):
        shared = [a == b for a, b in zip(phrases(one, "en"), phrases(other, "en"), strict=True)]
        assert sum(shared) <= 3
    for one, other in combinations(numbers[::5], 2):
        for language in LANGUAGES:
            words = (sentence(one, language).split(), sentence(other, language).split())
            assert SequenceMatcher(None, *words).ratio() < 0.85
    with pytest.raises(ValueError, match="83521 sentences"):
        sentence(17**4, "en")
