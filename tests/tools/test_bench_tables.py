"""The tables of the bench, on numbers that are given: medians, ratios, spread, growth."""

import json
import time
from pathlib import Path

import pytest

from tools.bench import results, tables
from tools.bench.comparison import LOOP
from tools.bench.process import Run, RunError, python, run
from tools.bench.ratios import Row, exponent, rows
from tools.bench.results import Measured, Results
from tools.bench.serve import OWN, PDF

HERE = {"processor": "X", "cores": "2", "python": "3.11", "weasyprint": "70"}
MB = 1024 * 1024


def measured(**seconds: float) -> Measured:
    return {name: {"seconds": value, "memory": 5.0, "worker": 0.0} for name, value in seconds.items()}


def test_a_ratio_is_that_of_the_medians_and_its_spread_that_of_the_rounds() -> None:
    rounds = [measured(loop=10, own=5), measured(loop=20, own=4), measured(loop=30, own=18)]
    assert rows(rounds, "loop") == [
        Row("loop", 3, 20, 1, 1, 1, 5, 0),
        Row("own", 3, 5, 0.25, 0.2, 0.6, 5, 0),
    ]


def test_a_task_is_compared_in_the_rounds_that_have_it() -> None:
    rounds = [measured(loop=10, once=5), measured(loop=100)]
    assert rows(rounds, "loop")[1] == Row("once", 1, 5, 0.5, 0.5, 0.5, 5, 0)
    with pytest.raises(ValueError, match="never measured in one round"):
        rows([measured(own=1), measured(loop=2)], "loop")


def test_growth_is_the_power_of_the_size() -> None:
    assert exponent((10, 1000), (2, 200)) == pytest.approx(1)
    assert exponent((10, 1000), (1, 10_000)) == pytest.approx(2)
    with pytest.raises(ValueError, match="above 0"):
        exponent((10, 100), (0, 1))
    with pytest.raises(ValueError, match="two sizes"):
        exponent((10, 10), (1, 1))


def test_the_comparison_shows_every_task(tmp_path: Path) -> None:
    found = Results(tmp_path / "comparison.json", HERE, {"documents": 22})
    for own in (9.0, 45.0):
        found.rounds.append(
            {
                LOOP: {"seconds": 90.0, "memory": 100.0 * MB, "worker": 0.0},
                "This build, cold": {"seconds": own, "memory": 200.0 * MB, "worker": 300.0 * MB},
            }
        )
    assert tables.comparison(found).splitlines() == [
        "2 interleaved rounds of 22 documents; 2 cores of X, Python 3.11, WeasyPrint 70.",
        "",
        "| | rounds | median | ratio | spread | memory | largest worker |",
        "|---|---|---|---|---|---|---|",
        "| WeasyPrint, command line | 2 | 90.00 s | 1.00 |  | 100 MB | – |",
        "| This build, cold | 2 | 27.00 s | 0.30 | 0.10–0.50 | 200 MB | 300 MB |",
    ]


def test_the_features_and_the_growth_stand_side_by_side(tmp_path: Path) -> None:
    probed = {"typst": {"pages": [3, 3], "tags": [1, 2]}, "briefs": {"pages": [4, 4], "tags": [2, 2], "notes": [0, 0]}}
    features = Results(tmp_path / "features.json", HERE, {"contenders": probed})
    assert tables.features(features).splitlines() == [
        "|  | this build | pandoc with Typst |",
        "| --- | --- | --- |",
        "| pages | 4 | 3 |",
        "| tags | 2 of 2 | 1 of 2 |",
        "| notes | – | – |",
    ]
    sizes = [{"check": {"seconds": s, "memory": 2.0 * MB, "worker": 0.0}} for s in (1.0, 2.0, 20.0)]
    growth = Results(tmp_path / "growth.json", HERE, {"sizes": [10, 100, 1000]}, sizes)
    last = tables.growth(growth).splitlines()[-1]
    assert last == "| check | 1.0 s, 2 / 0 MB | 2.0 s, 2 / 0 MB | 20.0 s, 2 / 0 MB | 1.00 |"


def test_a_table_goes_between_its_marks() -> None:
    page = "a\n<!-- bench:growth -->\nold\n<!-- /bench -->\nb\n"
    assert tables.recorded(page, {"growth": r"| \1 |"}) == "a\n<!-- bench:growth -->\n| \\1 |\n<!-- /bench -->\nb\n"
    with pytest.raises(ValueError, match="0 places"):
        tables.recorded("", {"growth": ""})


def test_the_page_has_a_place_for_every_table() -> None:
    page = Path(__file__).parents[2] / "docs" / "performance.md"
    text = page.read_text("utf-8")
    assert tables.recorded(text, {}) == text
    assert "filled" in tables.recorded(text, dict.fromkeys(("comparison", "features", "growth"), "filled"))


def test_rounds_are_joined_only_where_they_were_measured_alike(tmp_path: Path) -> None:
    file = tmp_path / "comparison.json"
    first = results.begin(file, add=True)
    first.rounds.append(measured(loop=1))
    first.save()
    assert results.begin(file, add=True) == first
    assert results.begin(file, add=False).rounds == []
    values = json.loads(file.read_text("utf-8"))
    values["environment"]["cores"] = "a thousand"
    file.write_text(json.dumps(values), "utf-8")
    with pytest.raises(ValueError, match="measured elsewhere"):
        results.begin(file, add=True)


def test_a_run_tells_its_time_and_the_memory_of_each_process() -> None:
    block = "x = bytearray({} * 1024 * 1024); import time; time.sleep(.3)"
    child = f"import subprocess, sys; subprocess.run([sys.executable, '-c', '{block.format(120)}'], check=True)"
    done = run(python("-c", f"{child}; {block.format(40)}; print('said')"))
    assert done.output == "said\n"
    assert 0.6 < done.seconds < 30
    assert 40 * MB < done.memory < 115 * MB < 120 * MB < done.worker < 300 * MB
    assert Run(1, 2, 5, "a") + Run(3, 4, 1, "b") == Run(4, 4, 5, "ab")


def test_a_run_that_fails_is_no_measurement() -> None:
    with pytest.raises(RunError, match="ended with 3"):
        run(python("-c", "raise SystemExit(3)"))


def test_a_run_that_takes_too_long_is_stopped_with_all_it_started() -> None:
    child = "import subprocess, sys; subprocess.run([sys.executable, '-c', 'import time; time.sleep(60)'])"
    started = time.perf_counter()
    with pytest.raises(RunError, match="took more than 1 s"):
        run(python("-c", child), patience=1)
    assert time.perf_counter() - started < 30


def test_the_preview_shows_medians_and_the_pdf_against_the_renderer_alone(tmp_path: Path) -> None:
    rounds = [measured(**{"the page": page, PDF: pdf, OWN: 2.0}) for page, pdf in ((0.2, 2.2), (0.1, 2.0), (0.4, 3.0))]
    lines = tables.serve(Results(tmp_path / "serve.json", HERE, {}, rounds)).splitlines()
    assert lines[0].startswith("3 rounds; 2 cores of X")
    assert lines[4:6] == ["| the page | 0.200 | 0.100–0.400 |", f"| {PDF} | 2.200 | 2.000–3.000 |"]
    assert lines[-1] == "The PDF takes 1.10 (1.00–1.50) of the renderer alone."
