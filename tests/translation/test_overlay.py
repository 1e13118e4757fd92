"""Drafts: where a translation is missing the source stands, and each text says what it is."""

from pathlib import Path

from briefs.load import File, Tree, parse
from briefs.translation import Locked, State, fingerprint, flag_of, flagged, lock_text, overlay, unflagged
from briefs.translation.overlay import FALLBACK, STALE

SOURCE = "title: |-\n  Rain\nmessages:\n  a: |-\n    One\n  b: |-\n    Two\n  c: |-\n    Three\n"


def tree_of(folder: str, words: str, lock: str = "") -> Tree:
    """A tree of one folder with English and Spanish words."""
    raw = {f"{folder}/en.yaml": SOURCE, f"{folder}/es.yaml": words}
    raw |= {f"{folder}/es.lock.yaml": lock} if lock else {}
    parsed = {name: parse(text, name) for name, text in raw.items()}
    files = {name: file for name, file in parsed.items() if isinstance(file, File)}
    assert files == parsed
    return Tree(Path(), files)


def test_each_text_is_the_translation_or_the_source_with_a_flag() -> None:
    lock = lock_text({"messages.a": Locked(fingerprint("Former"), fingerprint("Uno"), "Former", {})})
    words = "messages:\n  a: |-\n    Uno\n  b: |-\n    Dos\n  gone: |-\n    Ido\n"
    made = overlay(tree_of("content/shared", words, lock), "content/shared", "es")
    assert made is not None
    assert made.file.data == {
        "title": f"{FALLBACK}Rain",
        "messages": {"a": f"{STALE}Uno", "b": "Dos", "c": f"{FALLBACK}Three"},
    }
    assert [(unit.key, unit.state) for unit in made.unfinished] == [
        ("title", State.MISSING), ("messages.a", State.STALE), ("messages.c", State.MISSING),
    ]  # fmt: skip
    assert [unit.key for unit in made.obsolete] == ["messages.gone"]


def test_labels_have_no_flags() -> None:
    made = overlay(tree_of("content/labels", "title: |-\n  Lluvia\n"), "content/labels", "es")
    assert made is not None
    assert made.file.data == {"title": "Lluvia", "messages": {"a": "One", "b": "Two", "c": "Three"}}


def test_the_source_and_what_is_not_there_have_no_overlay() -> None:
    tree = tree_of("content/shared", "title: |-\n  Lluvia\n")
    assert overlay(tree, "content/shared", "en") is None
    assert overlay(tree, "content/shared", "fr") is None


def test_what_is_no_text_stays_for_the_schema_to_refuse() -> None:
    made = overlay(tree_of("content/shared", "title:\n  a: |-\n    A\nmessages: 3\n"), "content/shared", "es")
    assert made is not None
    assert made.file.data == {"title": {"a": "A"}, "messages": 3}


def test_a_flag_comes_off_and_says_what_it_said() -> None:
    assert unflagged(f"{FALLBACK}Rain") == ("Rain", "missing")
    assert unflagged("Rain") == ("Rain", "")
    assert (flag_of("stale"), flag_of("")) == (STALE, "")
    assert (flagged(f"{STALE}Rain"), flagged("Rain"), flagged("")) == (True, False, False)
