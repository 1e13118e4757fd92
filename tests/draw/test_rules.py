"""Rules that every drawing keeps, whatever it shows."""

import json
import subprocess
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from briefs.draw import CLASSES, STEPS, Ink, bars, country_map, cycle, diagram, fields, mix, partner_map, timeline

from .reading import elements, inside, text_box
from .samples import CHARTS, CYCLES, DIAGRAMS, EFFECTS, INK, MATRICES, PARTNERS

Draw = Callable[[float], str]


def _drawings() -> dict[str, Draw]:
    drawings: dict[str, Draw] = {
        "effects": lambda width: timeline(EFFECTS, width, INK, "In words"),
        "map": lambda width: country_map(["PE"], width, width * 1.3, INK, alt="In words"),
    }
    for name, chart in CHARTS.items():
        drawings[name] = partial(_draw, bars, chart)
    for name, spec in DIAGRAMS.items():
        drawings[name] = partial(_draw, diagram, spec)
    for name, ring in CYCLES.items():
        drawings[name] = partial(_draw, cycle, ring)
    for name, matrix in MATRICES.items():
        drawings[f"fields-{name}"] = partial(_draw, fields, matrix)
    drawings["partners"] = partial(_draw, partner_map, PARTNERS)
    return drawings


def _draw(how: Callable[[Any, float, Ink, str], str], what: object, width: float) -> str:
    return how(what, width, INK, 'In <words> & "signs"')


DRAWINGS = _drawings()
every = pytest.mark.parametrize("draw", DRAWINGS.values(), ids=DRAWINGS.keys())
widths = pytest.mark.parametrize("width", [643, 320])


@every
@widths
def test_the_alternative_text_is_the_first_child_of_an_image(draw: Draw, width: float) -> None:
    svg = elements(draw(width), "svg")[0]
    assert svg.get("role") == "img"
    assert svg[0].tag.endswith("title")
    assert (svg[0].text or "").startswith("In ")


@every
@widths
def test_a_drawing_is_as_wide_as_asked_and_nothing_stands_outside(draw: Draw, width: float) -> None:
    svg = draw(width)
    root = elements(svg, "svg")[0]
    _, _, wide, high = map(float, root.get("viewBox", "").split())
    assert wide == width
    for text in elements(svg, "text"):
        around = text_box(text)
        assert around.x >= 0, text.text
        assert around.right <= width, text.text
        assert 0 < around.y < around.bottom < high, text.text


@every
@widths
def test_nothing_in_a_drawing_clashes_with_its_page_or_its_policy(draw: Draw, width: float) -> None:
    svg = draw(width)
    for element in elements(svg, "*"):
        assert not {"id", "style", "clip-path", "href", "filter"} & set(element.keys())
        assert element.tag.rpartition("}")[2] in ("svg", "title", "rect", "path", "text")


@every
@widths
def test_every_colour_is_reached_by_a_class(draw: Draw, width: float) -> None:
    for element in elements(draw(width), "*"):
        painted = {p: element.get(p) for p in ("fill", "stroke") if element.get(p, "none") != "none"}
        classes = (element.get("class") or "").split() if painted else []
        assert painted == {CLASSES[c][0]: getattr(INK, CLASSES[c][1]) for c in classes}


@every
@widths
def test_text_is_large_enough_to_read_in_print(draw: Draw, width: float) -> None:
    sizes = [float(text.get("font-size", "0")) for text in elements(draw(width), "text")]
    assert all(11.6 <= size <= 13 for size in sizes)


@every
def test_the_same_values_give_the_same_bytes(draw: Draw) -> None:
    assert draw(643) == draw(643)


def test_the_same_values_give_the_same_bytes_in_another_process() -> None:
    code = (
        "import json; from tests_draw import test_rules as t;"
        "print(json.dumps({n: d(643) for n, d in t.DRAWINGS.items()}))"
    )
    here = Path(__file__).parent
    start = (
        "import sys, importlib.util as u;"
        f"s=u.spec_from_file_location('tests_draw', {str(here / '__init__.py')!r},"
        f"submodule_search_locations=[{str(here)!r}]);"
        "m=u.module_from_spec(s); sys.modules['tests_draw']=m; s.loader.exec_module(m);"
    )
    run = subprocess.run(
        [sys.executable, "-c", start + code],
        capture_output=True,
        check=True,
        env={"PYTHONHASHSEED": "7", "PYTHONPATH": str(here.parents[1])},
    )
    assert json.loads(run.stdout) == {name: draw(643) for name, draw in DRAWINGS.items()}


def test_text_contrasts_with_its_ground() -> None:
    pairs = [("ink", "paper"), ("ink", "sand"), ("ink", "accent_soft"), ("soft", "paper")]
    pairs += [("soft", "sand"), ("brand", "paper"), ("brand", "sand"), ("brand", "accent_soft")]
    for text, ground in pairs:
        assert _contrast(getattr(INK, text), getattr(INK, ground)) >= 4.5, (text, ground)


def test_the_steps_of_shade_are_told_apart_from_each_other_and_from_land() -> None:
    steps = [mix(INK.brand, INK.paper, part) for part in STEPS]
    assert steps == [getattr(INK, f"step_{n}") for n in range(1, len(STEPS) + 1)]
    lighter = [INK.sand, *steps[:-1]]
    assert all(_contrast(a, b) >= 1.25 for a, b in zip(lighter, steps, strict=True))
    assert (steps[-1], mix("#000000", "#ffffff", 0.5)) == (INK.brand, "#808080")


def test_the_rule_for_places_notices_text_outside_a_box() -> None:
    text = elements(diagram(DIAGRAMS["flow"], 643, INK, "x"), "text")[0]
    text.set("x", "-5")
    assert not inside(text_box(text), text_box(text), margin=1)
    assert text_box(text).x < 0


def _contrast(a: str, b: str) -> float:
    """The contrast of two colours (WCAG 2.2)."""

    def light(colour: str) -> float:
        parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
        linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    low, high = sorted((light(a), light(b)))
    return (high + 0.05) / (low + 0.05)


def test_an_ink_is_a_value() -> None:
    assert Ink(**vars(INK)) == INK
