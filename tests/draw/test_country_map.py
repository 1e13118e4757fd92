"""The map of a cover."""

import re

import pytest

from briefs.draw import DrawingError, country_map

from .reading import elements
from .samples import INK

COUNTRIES = [["PE"], ["CO", "MX", "PE"], ["LS"], ["ET", "ML", "LS"], ["FJ"], ["SG"]]


def lit(svg: str) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of the lit countries."""
    path = next(p for p in elements(svg, "path") if p.get("class", "").startswith("d-lit"))
    xs, ys = [], []
    for ring in re.findall(r"M([^Z]+)Z", path.get("d", "")):
        numbers = [float(n) for n in re.findall(r"-?[\d.]+", ring)]
        x, y = 0.0, 0.0
        for dx, dy in zip(numbers[::2], numbers[1::2], strict=True):
            x, y = x + dx, y + dy
            xs.append(x)
            ys.append(y)
    return min(xs), min(ys), max(xs), max(ys)


@pytest.mark.parametrize("countries", COUNTRIES, ids="-".join)
def test_lit_countries_stand_in_the_right_upper_part_and_the_map_is_small(
    countries: list[str],
) -> None:
    svg = country_map(countries, 794, 1123, INK)
    left, top, right, bottom = lit(svg)
    assert 0.5 < (left + right) / 2 / 794 < 0.75
    assert 0.25 < (top + bottom) / 2 / 1123 < 0.5
    assert 100 < left < right < 794
    assert 50 < top < bottom < 750
    assert len(svg) < 100_000


def test_center_and_extent_can_be_given() -> None:
    wide = lit(country_map(["PE"], 794, 1123, INK, center=(-75, -10), across=120, anchor=(0.5, 0.5)))
    near = lit(country_map(["PE"], 794, 1123, INK, center=(-75, -10), across=40, anchor=(0.5, 0.5)))
    assert (near[2] - near[0]) / (wide[2] - wide[0]) == pytest.approx(3, abs=0.1)


def test_a_map_without_words_is_decoration() -> None:
    svg = elements(country_map(["PE"], 794, 1123, INK), "svg")[0]
    assert (svg.get("aria-hidden"), svg.get("role"), svg[0].tag.endswith("path")) == (
        "true",
        None,
        True,
    )


def test_a_country_that_is_not_there_and_no_country_are_refused() -> None:
    with pytest.raises(DrawingError, match="no country 'Atlantis'"):
        country_map(["Atlantis"], 794, 1123, INK)
    with pytest.raises(DrawingError, match="at least one country"):
        country_map([], 794, 1123, INK)
