"""Writing back changes the text of the unit and not a byte more."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefs.load import File, KeyPath, dotted, parse, value_at
from briefs.translate.splice import SpliceError, add_text, set_text

WORDS = """# Palabras en español

title: |-
  Tanques

# los mensajes
messages:
  water: |-
    **Agua.** Primera línea.

    Segunda línea.
  roof: |-
    Techo   # esto es texto

  tank: "Tanque"   # entre comillas
sections:
    far:
        title: |-
            Lejos
# las notas
notes:
  "rate": |-   # dicho por el editor
      Una lista:
        - más adentro
          - y más

      fin
  # una nota en desuso
  'count': |-
    Contado
"""
PATHS: tuple[KeyPath, ...] = (
    ("title",), ("messages", "water"), ("messages", "roof"), ("messages", "tank"), ("sections", "far", "title"),
    ("notes", "rate"), ("notes", "count"),
)  # fmt: skip
LINE = st.text(
    st.characters(blacklist_categories=("Cc", "Cs", "Zl", "Zp"), blacklist_characters="\ufeff\x85"), max_size=30
)
# A text as a translator's editor gives it: no space at line ends, none and no empty line at its ends.
TEXT = (
    st.lists(LINE.map(str.rstrip), min_size=1, max_size=5)
    .map(lambda lines: "\n".join(lines).strip())
    .filter(lambda text: bool(text) and not any(line.startswith("\t") for line in text.split("\n")))
)


def data_of(raw: str) -> File:
    """The file, which must be YAML."""
    found = parse(raw, "es.yaml")
    assert isinstance(found, File), found
    return found


@settings(max_examples=200, deadline=None)
@given(path=st.sampled_from(PATHS), text=TEXT, windows=st.booleans())
def test_a_text_is_replaced_and_all_else_stays(path: KeyPath, text: str, windows: bool) -> None:
    raw = WORDS.replace("\n", "\r\n") if windows else WORDS
    made = set_text(raw, path, text)
    after, before = data_of(made), data_of(raw)
    for other in PATHS:
        assert value_at(after.data, other) == (text if other == path else value_at(before.data, other)), dotted(other)
    # Written back again, the file is what it was.
    if before.marks[path].style == "|":
        assert set_text(made, path, str(value_at(before.data, path))) == raw
    assert made.count("\r\n") == (made.count("\n") if windows else 0)


@settings(max_examples=200, deadline=None)
@given(path=st.sampled_from(PATHS), text=TEXT, windows=st.booleans(), mark=st.booleans(), last=st.booleans())
def test_not_a_byte_changes_outside_the_text(path: KeyPath, text: str, windows: bool, mark: bool, last: bool) -> None:
    """Comments, blank lines, quotation marks of keys, a byte order mark and a missing last line end stay."""
    raw = WORDS.replace("\n", "\r\n") if windows else WORDS
    raw = ("\ufeff" if mark else "") + (raw.rstrip() if last else raw)
    made = set_text(raw, path, text)
    before, after = _around(raw.encode(), path)
    assert made.encode().startswith(before)
    assert made.encode().endswith(after)


def _around(raw: bytes, path: KeyPath) -> tuple[bytes, bytes]:
    """What stands before the line of a key, and what stands below its text, byte for byte."""
    text = raw.decode().removeprefix("\ufeff")
    lines, mark = raw.splitlines(keepends=True), data_of(text).marks[path]
    end = mark.key_line
    deeper = b" " * mark.key_column
    while end < len(lines) and (not lines[end].strip() or lines[end].startswith(deeper)):
        end += 1
    while end > mark.key_line and not lines[end - 1].strip():
        end -= 1
    return b"".join(lines[: mark.key_line - 1]), b"".join(lines[end:])


@settings(max_examples=100, deadline=None)
@given(gone=st.sampled_from(PATHS[:3]), text=TEXT)
def test_a_key_is_added_where_the_source_has_it(gone: KeyPath, text: str) -> None:
    order = PATHS
    without = "".join(_without(WORDS, gone))
    made = add_text(without, gone, text, order, "en: source")
    assert value_at(data_of(made).data, gone) == text
    keys = [path for path in data_of(made).marks if path in order]
    assert keys == [path for path in order if path in keys]
    assert all(line in made.splitlines() for line in without.splitlines())


def _without(raw: str, path: KeyPath) -> list[str]:
    lines, mark = raw.splitlines(keepends=True), data_of(raw).marks[path]
    end = mark.key_line
    while end < len(lines) and (not lines[end].strip() or lines[end].startswith(" " * mark.key_column)):
        end += 1
    return lines[: mark.key_line - 1] + lines[end:]


def test_a_new_file_is_made_of_its_first_key() -> None:
    assert add_text("", ("messages", "a"), "Uno", (("messages", "a"),), "en: One") == (
        "messages:\n  # en: One\n  a: |-\n    Uno\n"
    )


def test_an_unknown_key_is_refused() -> None:
    with pytest.raises(SpliceError, match="there is no key `nothing`"):
        set_text(WORDS, ("nothing",), "x")


@pytest.mark.parametrize("text", ["  Leading\nthen not", "a bell \x07", "Ends in lines\n\n"])
def test_what_yaml_cannot_hold_as_it_stands_is_refused_and_not_bent(text: str) -> None:
    with pytest.raises(SpliceError):
        set_text(WORDS, ("title",), text)


def test_a_file_that_is_no_yaml_is_refused() -> None:
    with pytest.raises(SpliceError):
        set_text("title: |-\n  A\n b: c: d\n", ("title",), "x")
