"""What of the world a map is drawn from: less than there is, with the same result."""

import importlib
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from briefs.draw import atlas, country_map, outlines, partner_map, sight

from .samples import INK, PARTNERS

map_of_countries = importlib.import_module("briefs.draw.country_map")
map_of_partners = importlib.import_module("briefs.draw.partner_map")

MAPS: list[tuple[list[str], dict[str, Any]]] = [
    (["PE"], {}),
    (["CA"], {"anchor": (0.3, 0.7)}),
    (["FJ"], {}),
    (["NZ", "CL"], {"clip": 60.0}),
    (["RU"], {}),
    (["ID"], {"across": 30.0}),
]


@pytest.fixture(autouse=True)
def _forgotten() -> Iterator[None]:
    """Maps are remembered by what is asked for, not by what of the world they are drawn from."""
    for each in (map_of_countries._paths, map_of_partners._geometry):
        each.cache_clear()
    yield
    for each in (map_of_countries._paths, map_of_partners._geometry):
        each.cache_clear()


def everything(*_: object) -> dict[str, Any]:
    return atlas.topology()


@pytest.mark.parametrize(("countries", "place"), MAPS)
def test_a_map_drawn_from_what_can_be_seen_is_the_map_drawn_from_the_world(
    countries: list[str], place: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    short = country_map(countries, 763, 600, INK, **place)
    map_of_countries._paths.cache_clear()
    monkeypatch.setattr(map_of_countries, "seen", everything)
    assert short == country_map(countries, 763, 600, INK, **place)


@pytest.mark.parametrize("width", [643, 320])
def test_so_is_a_map_of_partners(width: float, monkeypatch: pytest.MonkeyPatch) -> None:
    short = partner_map(PARTNERS, width, INK, "A map")
    map_of_partners._geometry.cache_clear()
    monkeypatch.setattr(map_of_partners, "seen", everything)
    assert short == partner_map(PARTNERS, width, INK, "A map")


@pytest.mark.parametrize("change", [{"window": (-50.0, -50.0, 50.0, 50.0)}, {"reach": 5.0}, {"least": 200.0}])
def test_a_cut_that_takes_too_much_is_noticed(change: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    whole = country_map(["PE"], 763, 600, INK)
    map_of_countries._paths.cache_clear()

    def too_little(view: sight.View, least: float, names: tuple[str, ...]) -> dict[str, Any]:
        view = replace(view, **{name: value for name, value in change.items() if name != "least"})
        return sight.seen(view, change.get("least", least), names)

    monkeypatch.setattr(map_of_countries, "seen", too_little)
    assert country_map(["PE"], 763, 600, INK) != whole


def test_most_of_the_world_is_left_out_of_a_map_of_one_country() -> None:
    view = sight.View((-75, -9), 100, 550, (-475, -360, 290, 610))
    arcs = sight.seen(view, 18, ["Peru"])["arcs"]
    everything = atlas.topology()["arcs"]
    assert len(arcs) == len(everything)  # they are named by their place
    assert sum(map(len, arcs)) < sum(map(len, everything)) / 3


@pytest.mark.parametrize("keep", [True, False])
def test_long_outlines_are_thinned_as_short_ones_are(keep: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    points = atlas.outline(["Norway"])
    closed = (*points[:2000], points[0])
    d = "M" + "L".join(f"{lon * 20:.3f},{lat * 20:.3f}" for lon, lat in closed) + "Z"
    with_arrays = outlines.compact(d, keep)
    monkeypatch.setattr(outlines, "_MANY", 100_000)
    assert outlines.compact(d, keep) == with_arrays
    assert with_arrays.count(" ") > 100
