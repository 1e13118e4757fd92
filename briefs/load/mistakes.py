"""What the YAML parser complains of, in the words of somebody who does not know YAML, at the place to mend.

The parser often notices a mistake lines after it was made; where it tells what it was reading, that place is taken.
"""

import re
from collections.abc import Callable

import yaml

from briefs.load.indents import stray

BLOCK = "write `|-` after the key and the text on the lines below, indented by two spaces more than the key"
NO_SPACE = "a space is missing after this colon"
AMONG = "this line stands among the keys"
SPACES = "indent with spaces, not with tabs"


def explain(error: yaml.MarkedYAMLError, lines: tuple[str, ...]) -> tuple[int, int, str, str, int]:
    """Line and column (from 1), message, hint, and the number of characters to underline."""
    problem, mark, start = error.problem or "", error.problem_mark, error.context_mark
    at = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    begin = (start.line + 1, start.column + 1) if start else at
    line = lines[at[0] - 1] if at[0] <= len(lines) else ""

    if "\t" in (_char(lines, at), line[: at[1]][-1:]) or "tab" in problem:
        return *at, "a tab stands here", SPACES, 1
    return _beside_a_text(lines, _explained(error, lines, at, begin))


def _beside_a_text(lines: tuple[str, ...], told: tuple[int, int, str, str, int]) -> tuple[int, int, str, str, int]:
    """The same mistake, said of the text that its line most likely belongs to."""
    row, column, message, hint, length = told
    found = stray(lines, row, keys=message == AMONG)
    if found is None or message == NO_SPACE:
        return told
    if found.first:
        indent = len(lines[row - 1]) - len(lines[row - 1].lstrip())
        hint = f"put it below `{found.key}` with {found.spaces} spaces before it"
        return row, indent + 1, "this text is not indented", hint, _rest(lines[row - 1], (row, indent + 1))
    hint = f"if it belongs to the text above, put {found.spaces} spaces before it; if not, {hint}"
    return row, column, message, hint, length


def _explained(
    error: yaml.MarkedYAMLError, lines: tuple[str, ...], at: tuple[int, int], begin: tuple[int, int]
) -> tuple[int, int, str, str, int]:
    problem, context, start = error.problem or "", error.context or "", error.context_mark
    line = lines[at[0] - 1] if at[0] <= len(lines) else ""
    if "quoted scalar" in context and "end of stream" in problem:
        return *begin, "a quotation mark opens here and does not close", BLOCK, 1
    if "escape" in problem:
        return *at, "a `\\` inside quotation marks has a meaning of its own", BLOCK, 1
    if "alias" in context or "anchor" in context or "cannot start any token" in problem or "tag" in context:
        place = begin if start and "next token" not in context else at
        char = _char(lines, place)
        shown = "a backtick" if char == "`" else f"`{char}`"
        return *place, f"a text cannot begin with {shown} here", BLOCK, 1
    if "block scalar" in context:
        return *at, "the text begins on the line of its key", "begin it on the next line, indented", _rest(line, at)
    if "could not find expected ':'" in problem:
        if found := re.match(r"\s*[\w-]+:(?=[|>])", lines[begin[0] - 1]):
            return _no_space(lines, begin[0], found.end())
        hint = "give it a key with `|-` above it, and indent it by two spaces more than the key"
        return *begin, "this line has no key", hint, _rest(lines[begin[0] - 1], begin)
    if "mapping values" in problem:
        return _colon(lines, at)
    if "flow" in context:
        hint = "close it where its list ends; a text that begins like this needs `|-` after its key"
        return *begin, f"`{_char(lines, begin)}` opens here and does not close", hint, 1
    if "sequence entries" in problem:
        return *at, "a list cannot begin on the line of its key", "begin it on the next line, indented", 1
    return _misplaced(lines, at)


def _colon(lines: tuple[str, ...], at: tuple[int, int]) -> tuple[int, int, str, str, int]:
    line = lines[at[0] - 1]
    if re.search(r":\s", line[: at[1] - 1]):
        return *at, "a colon inside a text ends it here", BLOCK, 1
    indent = len(line) - len(line.lstrip())
    above = next((n for n in range(at[0] - 2, -1, -1) if ":" in lines[n]), None)  # where the text without a key began
    if above is not None and re.match(r"\s*[\w-]+:\S", lines[above]):
        return _no_space(lines, above + 1, lines[above].index(":") + 1)
    before = next((n for n in range(at[0] - 2, -1, -1) if lines[n].strip()), None)
    if before is not None and not lines[before].rstrip().endswith((":", "|-")) and stray(lines, before + 1, keys=True):
        return before + 1, 1, AMONG, "write `|-` after its colon", _rest(lines[before], (1, 1))
    hint = "give it the indentation of the key above; a text with a colon needs `|-` after its key"
    return at[0], indent + 1, "this line is indented more than its key allows", hint, max(1, at[1] - 1 - indent)


def _misplaced(lines: tuple[str, ...], at: tuple[int, int]) -> tuple[int, int, str, str, int]:
    """The parser expected a key: either a value goes on after its end, or the line does not line up."""
    row = min(at[0], len(lines))
    line = lines[row - 1]
    if found := re.match(r"\s*(?:- )?[^\s:]+:\s+([\"'{\[])", line):
        column = found.start(1) + 1
        if at[1] > column:
            return row, column, f"a text cannot begin with `{found[1]}` and go on after its end", BLOCK, 1
    length = _rest(line, at)
    if line.lstrip().startswith("- "):
        return *at, "a list stands among keys here", "indent the list below its key, or give the text a key", length
    hint = "lines of one text begin at the same column, and so do the keys of one group"
    return *at, "this line does not line up with those above", hint, length


def _no_space(lines: tuple[str, ...], row: int, column: int) -> tuple[int, int, str, str, int]:
    rest = lines[row - 1][column:].strip()
    written = f"{lines[row - 1][:column].strip()} {rest if rest.startswith(('|', '>')) else '|-'}"
    return row, column, NO_SPACE, f"put a space after the colon: `{written}`", 1


def _char(lines: tuple[str, ...], at: tuple[int, int]) -> str:
    return lines[at[0] - 1][at[1] - 1 : at[1]] if 0 < at[0] <= len(lines) else ""


def _rest(line: str, at: tuple[int, int]) -> int:
    return max(1, len(line.rstrip()) - at[1] + 1)


def guard(lines: tuple[str, ...], report: Callable[[int, int, str, str], None]) -> None:
    """Report characters that YAML refuses or takes for line breaks, which no editor shows."""
    for number, line in enumerate(lines, 1):
        if bad := re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]", line):
            message = f"an invisible character (U+{ord(bad[0]):04X}) stands here"
            report(number, bad.start() + 1, message, "delete it and type the words around it again")
