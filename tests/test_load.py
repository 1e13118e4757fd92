"""Reading YAML: what comes back, where it stands, what is refused."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefs.load import Data, File, load, parse
from briefs.problems import Problem, render

LINE = st.text(st.characters(codec="utf-8", categories=("L", "M", "N", "P", "S", "Zs")), max_size=40)


def read(text: str) -> File:
    result = parse(text, "content/shared/en.yaml")
    assert isinstance(result, File), [render(problem) for problem in result]
    return result


def refused(text: str) -> list[Problem]:
    result = parse(text, "content/shared/en.yaml")
    assert isinstance(result, list), result.data
    return result


def project(root: Path, files: dict[str, bytes]) -> Path:
    for name, data in files.items():
        (root / "content" / name).parent.mkdir(parents=True, exist_ok=True)
        (root / "content" / name).write_bytes(data)
    return root


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("NO", "NO"), ("yes", "yes"), ("on", "on"), ("True", "True"), ("true", True), ("false", False),
        ("null", None), ("~", None), ("", None), ("2016", 2016), ("-3", -3), ("+3", 3), ("1_000", "1_000"),
        ("1,400", "1,400"), ("0.3", 0.3), (".5", ".5"), ("1e3", "1e3"), ("1.0e3", 1000.0), ("1.0e999", "1.0e999"),
        ("0o17", "0o17"), ("017", "017"), ("0x1F", "0x1F"), ("12:30:00", "12:30:00"), ("2016-12", "2016-12"),
        ("2016-12-31", "2016-12-31"), (".inf", ".inf"), ('"2016"', "2016"), ("'it''s'", "it's"), ("<<", "<<"),
        ("9" * 5000, "9" * 5000),
    ],
)  # fmt: skip
def test_scalars_are_those_of_yaml_1_2(written: str, value: Data) -> None:
    assert read(f"key: {written}\n").data == {"key": value}


@pytest.mark.parametrize("text", ["", "# a comment\n", "---\n"])
def test_an_empty_file_has_no_keys(text: str) -> None:
    assert read(text).data == {}


TEXTS = (
    st.lists(LINE, min_size=1, max_size=6)
    .map("\n".join)
    .filter(lambda text: text.strip() == text and text.strip("\n") == text and bool(text))
)


@given(text=TEXTS, depth=st.integers(1, 4), end=st.sampled_from(["\n", "\r\n"]), data=st.data())
def test_any_text_in_a_block_comes_back_and_every_character_of_it_is_found(
    text: str, depth: int, end: str, data: st.DataObject
) -> None:
    keys = [f"k{n}" for n in range(depth)]
    rows = [f"{'  ' * n}{key}:" for n, key in enumerate(keys)]
    rows[-1] += " |-  # a comment"
    rows += [f"{'  ' * depth}{line}" if line else "" for line in text.split("\n")]
    file = read(end.join(["# first", *rows, "after: |-", "  x", ""]))
    value: Data = file.data
    for key in keys:
        assert isinstance(value, dict)
        value = value[key]
    assert value == text
    offset = data.draw(st.integers(0, len(text) - 1))
    if text[offset] == "\n":
        return
    problem = file.problem(tuple(keys), "here", span=(offset, 1))
    assert problem.line == 1 + depth + text[:offset].count("\n") + 1
    assert file.lines[problem.line - 1][problem.column - 1] == text[offset]
    assert problem.column == 2 * depth + offset - (text[:offset].rfind("\n") + 1) + 1


@given(st.text(max_size=200))
def test_no_text_whatever_raises(text: str) -> None:
    result = parse(text, "content/shared/en.yaml")
    for problem in result if isinstance(result, list) else ():
        assert render(problem)
        assert 1 <= problem.line <= text.count("\n") + text.count("\r") + 2


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("a: |-\n  one two\n", (2, 7)),
        ("a: >-\n  one\n  two\n", (3, 3)),
        ('a: "one two"\n', (1, 9)),
        ("a: one\n  two\n", (2, 3)),
        ("b: two\na: one two\n", (2, 8)),
    ],
)
def test_a_span_is_found_in_every_style(text: str, place: tuple[int, int]) -> None:
    problem = read(text).problem(("a",), "here", span=(4, 3))
    assert (problem.line, problem.column, problem.length) == (*place, 3)


def test_a_problem_at_a_missing_key_stands_at_the_key_above_and_names_the_whole_path() -> None:
    problem = read("a:\n  b:\n    c: |-\n      x\n").problem(("a", "b", "d", 2), "missing")
    assert (problem.line, problem.column, problem.length, problem.key) == (2, 3, 1, "a.b.d[2]")


def test_every_duplicate_key_is_told_with_the_line_of_the_first() -> None:
    found = refused("a: 1\nb:\n  c: 1\n  c: 2\na: 3\n")
    assert [(p.line, p.column, p.key, p.message) for p in found] == [
        (4, 3, "b.c", "the key `c` stands twice; first on line 3"),
        (5, 1, "a", "the key `a` stands twice; first on line 1"),
    ]


def test_aliases_cannot_grow_and_lists_cannot_overflow_the_stack() -> None:
    laughs = "a: &a [x, x]\n" + "".join(f"{chr(c)}: &{chr(c)} [*{chr(c - 1)}, *{chr(c - 1)}]\n" for c in range(98, 123))
    assert {p.message.partition(" is ")[2] for p in refused(laughs)} == {
        "an anchor, which content cannot use",
        "an alias, which content cannot use",
    }
    assert [p.message for p in refused("a: " + "[" * 100_000)] == ["keys are nested more than 12 deep"]
    assert [p.message for p in refused("{a: " * 100_000)] == ["keys are nested more than 12 deep"]


def test_files_are_found_by_their_place_and_hidden_ones_are_not_ours(tmp_path: Path) -> None:
    tree = load(
        project(
            tmp_path,
            {
                "shared/en.yaml": b"\xef\xbb\xbfnotes: {}\n",
                "shared/.en.yaml.swp": b"\x00",
                ".git/config": b"\x00",
                "cases/a/case.yaml": b"a: [",
                "cases/a/es.yaml": b"a: b\n",
                "assets/maps/x.svg": b"<svg/>",
                "notes.txt": b"",
            },
        )
    )
    assert set(tree.files) == {"content/shared/en.yaml", "content/cases/a/es.yaml"}
    assert tree.broken == {"content/cases/a/case.yaml"}
    assert tree.assets == {"maps/x.svg"}
    assert tree.groups("cases") == ["a"]
    assert tree.languages("content/cases/a") == ["es"]
    assert [p.file for p in tree.problems] == ["content/cases/a/case.yaml", "content/notes.txt"]
    assert "rural-synergies" in tree.themes


def test_the_citation_styles_of_a_project_come_before_those_of_the_program(tmp_path: Path) -> None:
    ours = load(project(tmp_path, {"shared/en.yaml": b"notes: {}\n"})).styles
    assert set(ours) == {"author-date"}
    folder = tmp_path / "templates" / "citations"
    folder.mkdir(parents=True)
    for name in ("author-date", "own"):
        (folder / f"{name}.csl").write_bytes(b"<style/>")
    (folder / "lost.csl").symlink_to(folder / "nothing.csl")
    tree = load(tmp_path)
    assert {name: style.csl for name, style in tree.styles.items()} == {"author-date": b"<style/>", "own": b"<style/>"}
    assert [(p.file, p.message) for p in tree.problems] == [("templates/citations/lost.csl", "this link leads nowhere")]


def test_a_file_that_may_not_be_read_is_a_problem(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    project(tmp_path, {"shared/en.yaml": b"notes: {}\n"})

    permitted = Path.open

    def forbid(path: Path, *arguments: Any, **named: Any) -> Any:
        if path.is_relative_to(tmp_path):
            raise PermissionError(13, "Permission denied")
        return permitted(path, *arguments, **named)

    monkeypatch.setattr(Path, "open", forbid)
    assert [render(problem) for problem in load(tmp_path).problems] == [
        "content/shared/en.yaml: error: the file cannot be read: permission denied\n"
        "      = make it readable: look at its permissions"
    ]


def test_bytes_that_are_not_utf_8_are_told_at_their_column(tmp_path: Path) -> None:
    tree = load(project(tmp_path, {"shared/en.yaml": "a: b\nc: ñandú é\n".encode() + b"d: \xe9\n"}))
    assert [(p.line, p.column, p.excerpt) for p in tree.problems] == [(3, 4, "d: \N{REPLACEMENT CHARACTER}")]
