"""The map data and its countries."""

import hashlib
from importlib.resources import files

import pytest

from briefs.draw import DrawingError
from briefs.draw.atlas import DATA, outline, resolve

DIGEST = "04342cdc1e3016bcd7db1630de95684d67b79fe3c8c460321e87aef469502394"


def test_the_data_is_what_its_description_says() -> None:
    folder = files("briefs.draw")
    assert hashlib.sha256(folder.joinpath(DATA).read_bytes()).hexdigest() == DIGEST
    assert DIGEST in folder.joinpath("countries-50m.md").read_text("utf-8")


def test_codes_and_names_give_the_same_country() -> None:
    assert resolve(["PE"]) == resolve(["PER"]) == resolve(["604"]) == resolve(["peru"]) == ("Peru",)
    assert resolve(["ET", "LS", "ML"]) == ("Ethiopia", "Lesotho", "Mali")
    assert resolve(["Kosovo"]) == ("Kosovo",)


@pytest.mark.parametrize("key", ["XX", "", "Perou"])
def test_an_unknown_country_is_named_and_a_way_out_shown(key: str) -> None:
    with pytest.raises(DrawingError, match=f"no country '{key}': give an ISO 3166 code"):
        resolve([key])


def test_islands_far_away_do_not_move_a_country() -> None:
    lons = [lon for lon, _ in outline(["Ecuador"])]
    assert min(lons) > -82
