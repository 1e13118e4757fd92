"""The map of partners."""

import math
import re
from dataclasses import replace
from itertools import combinations
from typing import Any

import pytest

from briefs.draw import DrawingError, PartnerMap, partner_map
from briefs.draw.panels import panels

from .reading import elements
from .samples import INK, PARTNERS


def dots(svg: str) -> list[tuple[str, float, float]]:
    """Class and middle of the dots."""
    found = []
    for path in elements(svg, "path"):
        if match := re.match(r"M([\d.]+) ([\d.]+)a3 3 ", path.get("d", "")):
            found.append(((path.get("class") or "").split()[0], float(match[1]) + 3, float(match[2])))
    return found


def filled(svg: str) -> list[str]:
    return [(p.get("class") or "").split()[0] for p in elements(svg, "path") if "a3 3" not in p.get("d", "")]


@pytest.mark.parametrize("width", [643, 320])
def test_small_islands_are_dots_apart_from_each_other_inside_the_map(width: float) -> None:
    found = dots(partner_map(PARTNERS, width, INK, "x"))
    assert len(found) >= 7  # five islands, Palestine, Lebanon
    assert {name for name, _, _ in found} == {"d-step-1"}
    assert all(math.dist(a[1:], b[1:]) >= 6.9 for a, b in combinations(found, 2))
    assert all(3 < x < width - 3 for _, x, _ in found)


def test_land_is_quiet_and_countries_are_shaded_by_count_and_the_accent_lies_on_top() -> None:
    svg = partner_map(PARTNERS, 643, INK, "x")
    assert filled(svg) == ["d-sand", "d-step-1", "d-step-2", "d-step-3", "d-step-4", "d-step-5", "d-accent"]
    assert len(svg) < 110_000


def test_an_accented_country_is_in_the_accent_whatever_its_shade() -> None:
    both = PartnerMap({"PE": 1, "CL": 1}, 1, ("CL",), ("Partner",), "Answered")
    assert filled(partner_map(both, 643, INK, "x")) == ["d-sand", "d-step-5", "d-accent"]
    only = replace(both, accented=())
    svg = partner_map(only, 643, INK, "x")
    assert filled(svg) == ["d-sand", "d-step-5"]
    assert [text.text for text in elements(svg, "text")] == ["Partner"]


@pytest.mark.parametrize(("most", "steps"), [(1, [5]), (2, [1, 5]), (3, [1, 3, 5]), (5, [1, 2, 3, 4, 5])])
def test_few_shades_are_spread_over_all_steps(most: int, steps: list[int]) -> None:
    spec = PartnerMap({"PE": 1}, most, (), ("x",) * most, "")
    assert [spec.step(n) for n in range(1, most + 1)] == [f"d-step-{step}" for step in steps]


def test_the_legend_stands_under_the_map_with_every_text() -> None:
    for width in (643, 320):
        svg = partner_map(PARTNERS, width, INK, "x")
        assert [text.text for text in elements(svg, "text")] == [*PARTNERS.legend, PARTNERS.accent_label]
        bottom = max(panel.box.bottom for panel in panels(width, []))
        assert all(float(text.get("y", "0")) > bottom for text in elements(svg, "text"))


def test_a_phone_shows_the_americas_large_unless_a_partner_would_be_lost() -> None:
    assert [len(panels(width, [(-60, -10), (20, 10)])) for width in (643, 320)] == [1, 2]
    assert len(panels(320, [(178, -18)])) == 1
    for width in (643, 320):
        islands = dots(partner_map(PartnerMap({"FJ": 1, "WS": 1}, 1, (), ("Partner",), ""), width, INK, "x"))
        assert len([x for _, x, _ in islands if width * 0.9 < x < width - 3]) == 2


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"shades": {}}, "at least one country"),
        ({"shades": {"PE": 6}}, "'PE' has the shade 6; shades are 1 to 5"),
        ({"shades": {"PE": 0}}, "'PE' has the shade 0"),
        ({"most": 6}, "1 to 5 shades, not 6"),
        ({"legend": ("one",)}, "1 texts for 5 shades"),
    ],
)
def test_a_map_that_cannot_be_drawn_is_refused(change: dict[str, Any], message: str) -> None:
    with pytest.raises(DrawingError, match=message):
        replace(PARTNERS, **change)


def test_an_unknown_country_and_a_map_without_words_are_refused() -> None:
    with pytest.raises(DrawingError, match="no country 'XX'"):
        partner_map(replace(PARTNERS, accented=("XX",)), 643, INK, "x")
    with pytest.raises(DrawingError, match="alternative text"):
        partner_map(PARTNERS, 643, INK, "")
