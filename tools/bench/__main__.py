"""`python -m tools.bench`: measure, keep the numbers, print the tables. Parts may be run one by one."""

import argparse
import shutil
import sys
from pathlib import Path

from tools.bench import chromium, comparison, growth, pandoc_typst, serve, tables
from tools.bench.features import probe_all
from tools.bench.ours import ROOT
from tools.bench.pages import write_pages
from tools.bench.results import begin

PARTS = ("comparison", "features", "growth", "serve")
PAGE = ROOT / "docs" / "performance.md"


def main(arguments: list[str] | None = None) -> int:
    """Run the parts that are asked for; returns the exit code."""
    asked = _asked(arguments)
    pages_folder = asked.work / "pages"
    pages = []
    if "comparison" in asked.parts or "features" in asked.parts:
        for missing in (chromium.available(), pandoc_typst.available()):
            if missing:
                print(missing, file=sys.stderr)
                return 1
        shutil.rmtree(pages_folder, ignore_errors=True)
        pages = write_pages(ROOT, pages_folder, asked.publications)
    if "comparison" in asked.parts:
        results = begin(asked.work / "comparison.json", add=asked.add)
        results.about = {"documents": len(pages)}
        setting = comparison.Setting(ROOT, pages, asked.work, asked.publications)
        comparison.compare(setting, results, asked.rounds, asked.skip)
    if "features" in asked.parts:
        results = begin(asked.work / "features.json", add=False)
        results.about = {"contenders": probe_all(pages, asked.work / "pdf")}
        results.save()
    if "growth" in asked.parts:
        results = begin(asked.work / "growth.json", add=asked.add)
        growth.measure(asked.cases, asked.work / "growth", results, full=asked.full, patience=asked.patience)
    if "serve" in asked.parts:
        if missing := chromium.available():
            print(missing, file=sys.stderr)
            return 1
        serve.measure(ROOT, begin(asked.work / "serve.json", add=asked.add), asked.rounds)
    found = tables.all_tables(asked.work)
    for name, table in found.items():
        print(f"## {name}\n\n{table}\n")
    if asked.record:
        PAGE.write_text(tables.recorded(PAGE.read_text("utf-8"), found), "utf-8")
    return 0


def _asked(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tools.bench", description=__doc__)
    parser.add_argument("--parts", nargs="*", choices=PARTS, default=PARTS, help="what to measure; none: print only")
    parser.add_argument("--rounds", type=int, default=5, help="interleaved rounds of the comparison and the preview")
    parser.add_argument("--add", action="store_true", help="add to the rounds that were measured here before")
    parser.add_argument("--publications", nargs="+", default=(), help="only these, to try the measurement itself")
    parser.add_argument("--skip", nargs="+", default=(), help="tasks to leave out, by the beginning of their names")
    parser.add_argument("--cases", nargs="+", type=int, default=(10, 100, 1000), help="sizes of the generated project")
    parser.add_argument("--full", action="store_true", help="all PDFs of every size, not those of a sample")
    parser.add_argument("--patience", type=float, default=300, help="seconds for one build of a generated project")
    parser.add_argument("--work", type=Path, default=ROOT / ".bench", help="where numbers and PDFs are kept")
    parser.add_argument("--record", action="store_true", help="write the tables into docs/performance.md")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main())
