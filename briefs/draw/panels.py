"""The parts of the world that a map of partners shows. In: a width, the places of the partners. Out: panels with their
projections, for Vega-Lite.
"""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from briefs.draw.atlas import Point
from briefs.draw.sight import View, World
from briefs.draw.svg import NARROW, Box


@dataclass(frozen=True)
class Panel:
    """Where a part of the world stands, how it is projected, how many px a degree has in its middle, what is seen."""

    box: Box
    projection: Mapping[str, Any]
    scale: float
    view: View | World


# West, south, east and north of the middles of countries that the two panels for phones show: that of Canada is far up.
_AMERICAS, _OTHERS = (-128.0, -57.0, -33.0, 64.0), (-18.0, -47.0, 154.0, 65.0)
_LAND = (-165.0, -57.0, 172.0, 84.0)  # the same of the world without the middle of the Pacific


def panels(width: float, partners: Iterable[Point]) -> tuple[Panel, ...]:
    """The world; where it is narrow the Americas above the other continents, so that small countries can be seen.

    A partner (longitude, latitude of its middle) that these do not show, in the Pacific say, keeps the world whole.
    """
    places = tuple(partners)
    both = all(_inside(place, _AMERICAS) or _inside(place, _OTHERS) for place in places)
    if width < NARROW and both:
        high = width * 1.15
        return (
            _globe(Box(0, 0, width, high), (-81, 1), width / math.radians(96), 66),
            _globe(Box(0, high + 6, width, width * 0.76), (67, 16), width / math.radians(155), 88),
        )
    if all(_inside(place, _LAND) for place in places):
        # The Atlantic in the middle, and little of the Pacific: land takes as much of the width as it can.
        return (_world(width, width / 4.42, 0.468),)
    return (_world(width, width / 5.45, 0.5),)


def _world(width: float, scale: float, middle: float) -> Panel:
    """The world, its middle at a part of the width, cut where land begins across the Bering Strait."""
    box = Box(0, 0, width, float(round(scale * 2.3)))
    world = {"type": "equalEarth", "rotate": [-11, 0], "scale": scale, "translate": [width * middle, scale * 1.3]}
    return Panel(box, world, math.radians(scale), World(scale))


def _inside(place: Point, bounds: tuple[float, float, float, float]) -> bool:
    west, south, east, north = bounds
    return west <= place[0] <= east and south <= place[1] <= north


def _globe(box: Box, center: Point, scale: float, angle: float) -> Panel:
    """A part of the globe as it is seen from above `center`, true in area, up to `angle` degrees away."""
    projection = {
        "type": "azimuthalEqualArea",
        "rotate": [-center[0], -center[1]],
        "scale": scale,
        "translate": [box.middle, box.y + box.height / 2],
        "clipAngle": angle,
        "clipExtent": [[box.x, box.y], [box.right, box.bottom]],
    }
    window = -box.width / 2, -box.height / 2, box.width / 2, box.height / 2
    return Panel(box, projection, math.radians(scale), View(center, angle, scale, window))
