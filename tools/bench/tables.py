"""The tables of docs/performance.md, from what was measured."""

import re
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import Any

from tools.bench.comparison import LOOP, ONE
from tools.bench.growth import ALL_UP_TO, SAMPLED
from tools.bench.ratios import exponent, rows
from tools.bench.results import Measured, Results, load
from tools.bench.serve import OWN, PDF

MEGA = 1024 * 1024
NAMES = {
    "briefs": "this build",
    "weasyprint": "WeasyPrint",
    "chromium": "Chromium, one browser",
    "chromium-command-line": "Chromium, command line",
    "typst": "pandoc with Typst",
}


def all_tables(folder: Path) -> dict[str, str]:
    """The table of each part that has been measured, as Markdown."""
    makers = {"comparison": comparison, "features": features, "growth": growth, "serve": serve}
    found = {part: load(folder / f"{part}.json") for part in makers}
    return {part: makers[part](results) for part, results in found.items() if results}


def comparison(results: Results) -> str:
    """One row a task: median, ratio to the loop of the command line, spread, memory."""
    documents = results.about["documents"]
    lines = [
        f"{len(results.rounds)} interleaved rounds of {documents} documents; {_where(results)}.",
        "",
        "| | rounds | median | ratio | spread | memory | largest worker |",
        "|---|---|---|---|---|---|---|",
    ]
    for row in rows(results.rounds, LOOP):
        spread = f"{_ratio(row.low)}–{_ratio(row.high)}" if row.rounds > 1 and row.name != LOOP else ""
        cells = [row.name, str(row.rounds), f"{row.seconds:.2f} s", _ratio(row.ratio), spread]
        lines.append(_line([*cells, _memory(row.memory), _memory(row.worker)]))
    alone = f"{LOOP}, {ONE} alone"
    changed = "This build, a sentence of en/peru changed"
    if any(alone in measured and changed in measured for measured in results.rounds):
        (row,) = (row for row in rows(_only(results.rounds, (alone, changed)), alone) if row.name == changed)
        spread = f"{_ratio(row.low)}–{_ratio(row.high)}"
        lines += [
            "",
            f"Against the command line on that document alone, a changed sentence is {_ratio(row.ratio)} ({spread}).",
        ]
    return "\n".join(lines)


def features(results: Results) -> str:
    """One row a measure, one column a contender: found, of how many."""
    contenders: dict[str, dict[str, list[int]]] = results.about["contenders"]
    order = [name for name in NAMES if name in contenders]
    measures = list(dict.fromkeys(measure for name in order for measure in contenders[name]))
    lines = [_line(["", *(NAMES[name] for name in order)]), _line(["---"] * (len(order) + 1))]
    for measure in measures:
        lines.append(_line([measure, *(_found(contenders[name].get(measure), measure) for name in order)]))
    return "\n".join(lines)


def growth(results: Results) -> str:
    """One row a task, one column a size, and how it grows from the last but one to the last: what every run takes,
    however small its project, says nothing of that.
    """
    sizes = results.about["sizes"]
    names = list(dict.fromkeys(name for measured in results.rounds for name in measured))
    head = ["cases", *(f"{size:,}" for size in sizes), "grows with the power"]
    lines = [
        f"{_where(results)}. Two editions a case. Memory is the peak of the main process / of a worker. Above "
        f"{ALL_UP_TO} cases the PDFs are those of the first {SAMPLED} publications, or all with `--full`; "
        "a build with nothing to do follows a whole one only.",
        "",
        _line(head),
        _line(["---"] * len(head)),
    ]
    for name in names:
        there = [
            (size, measured[name]) for size, measured in zip(sizes, results.rounds, strict=True) if name in measured
        ]
        power = "–"
        if len(there) > 1:
            larger = there[-2:]
            power = f"{exponent([size for size, _ in larger], [value['seconds'] for _, value in larger]):.2f}"
        cells = [_cell(measured.get(name)) for measured in results.rounds]
        lines.append(_line([name, *cells, power]))
    return "\n".join(lines)


def serve(results: Results) -> str:
    """One row a kind of save: median and spread in seconds; then the PDF against the renderer alone."""
    lines = [
        f"{len(results.rounds)} rounds; {_where(results)}; seconds.",
        "",
        "| from save to | median | spread |",
        "|---|---|---|",
    ]
    for name in results.rounds[0]:
        taken = sorted(measured[name]["seconds"] for measured in results.rounds)
        lines.append(_line([name, f"{median(taken):.3f}", f"{taken[0]:.3f}–{taken[-1]:.3f}"]))
    (row,) = (row for row in rows(results.rounds, OWN) if row.name == PDF)
    return "\n".join(
        [*lines, "", f"The PDF takes {row.ratio:.2f} ({row.low:.2f}–{row.high:.2f}) of the renderer alone."]
    )


def recorded(page: str, tables: dict[str, str]) -> str:
    """A page with each table between its two marks, `<!-- bench:NAME -->` and `<!-- /bench -->`.

    Raises ValueError where the page has no such place for a table.
    """
    for name, table in tables.items():
        place = re.compile(rf"(<!-- bench:{name} -->\n).*?(<!-- /bench -->)", re.DOTALL)
        page, count = place.subn(_between(table), page)
        if count != 1:
            raise ValueError(f"the page has {count} places for the table {name}")
    return page


def _between(table: str) -> Callable[[re.Match[str]], str]:
    return lambda match: f"{match[1]}{table}\n{match[2]}"


def _only(rounds: list[Measured], names: tuple[str, ...]) -> list[Measured]:
    return [{name: measured[name] for name in names} for measured in rounds if all(name in measured for name in names)]


def _where(results: Results) -> str:
    here = results.environment
    return f"{here['cores']} cores of {here['processor']}, Python {here['python']}, WeasyPrint {here['weasyprint']}"


def _line(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _found(counts: list[int] | None, measure: str) -> str:
    if counts is None or counts[1] == 0:
        return "–"
    return str(counts[0]) if measure == "pages" else f"{counts[0]} of {counts[1]}"


def _ratio(value: float) -> str:
    return f"{value:.2f}" if value >= 0.1 else f"{value:.3f}"


def _memory(size: float) -> str:
    return f"{size / MEGA:.0f} MB" if size else "–"


def _cell(measured: dict[str, Any] | None) -> str:
    if measured is None:
        return "–"
    own, worker = (f"{measured[key] / MEGA:.0f}" for key in ("memory", "worker"))
    return f"{measured['seconds']:.1f} s, {own} / {worker} MB"
