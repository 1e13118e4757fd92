"""A theme is whole or refused, and its tokens reach style sheets and drawings."""

import re
import tomllib
from pathlib import Path

import pytest

from briefs.draw import CLASSES, STEPS, mix
from briefs.fonts import FAMILIES
from briefs.pipeline import TEMPLATES
from briefs.problems import ContentError
from briefs.theme import COLOURS, SIZES, load_theme

REAL = TEMPLATES / "themes" / "rural-synergies.toml"


def luminance(colour: str) -> float:
    """Relative luminance by WCAG 2.2."""
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(a: str, b: str) -> float:
    high, low = sorted((luminance(a), luminance(b)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    """A templates folder for themes of one's own."""
    (tmp_path / "themes").mkdir()
    return tmp_path


def messages(folder: Path, text: str) -> list[str]:
    (folder / "themes" / "own.toml").write_text(text, "utf-8")
    with pytest.raises(ContentError) as caught:
        load_theme((folder,), "own")
    assert {problem.file for problem in caught.value.problems} == {"templates/themes/own.toml"}
    return [problem.message for problem in caught.value.problems]


def test_the_real_theme_has_every_token_and_the_brand_families() -> None:
    theme = load_theme((TEMPLATES,), "rural-synergies")
    assert set(theme.colour) == set(COLOURS)
    assert set(theme.size) == set(SIZES)
    assert sorted(theme.font.values()) == sorted(FAMILIES)


def test_tokens_become_custom_properties_points_in_print_and_rem_on_screen() -> None:
    theme = load_theme((TEMPLATES,), "rural-synergies")
    printed, screen = theme.css("print"), theme.css("screen")
    assert f"--brand:{theme.colour['brand']};" in printed
    assert f"--size-m:{theme.size['m']}pt;" in printed
    assert f"--size-m:{theme.size['m'] * 1.72 / 16:.3f}rem;" in screen
    assert "pt;" not in screen
    assert screen.count("@media (prefers-color-scheme:dark)") == 1
    assert "@media" not in printed


def test_the_shades_of_maps_are_mixed_for_light_and_for_dark() -> None:
    theme = load_theme((TEMPLATES,), "rural-synergies")
    light, _, dark = theme.css("screen").partition("@media (prefers-color-scheme:dark)")
    night = {**theme.colour, **theme.dark}
    for n, part in enumerate(STEPS, 1):
        assert f"--step-{n}:{mix(theme.colour['brand'], theme.colour['paper'], part)};" in light
        assert f"--step-{n}:{mix(night['brand'], night['paper'], part)};" in dark
        assert f".d-step-{n}{{fill:var(--step-{n})}}" in dark
    assert f"--step-5:{theme.dark['brand']};" in dark


def test_every_class_of_drawings_is_painted_with_a_property_that_there_is() -> None:
    css = load_theme((TEMPLATES,), "rural-synergies").css("screen")
    for name in CLASSES:
        found = re.search(rf"^\.{name}\{{(?:fill|stroke):var\((--[\w-]+)\)\}}$", css, re.MULTILINE)
        assert found, name
        assert f"{{{found[1]}:" in css or f";{found[1]}:" in css, name


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_has_the_contrast_that_wcag_asks_for(scheme: str) -> None:
    theme = load_theme((TEMPLATES,), "rural-synergies")
    colour = {**theme.colour, **(theme.dark if scheme == "dark" else {})}
    pairs = [("ink", "paper"), ("soft", "paper"), ("accent-text", "paper"), ("on-brand", "brand"), ("ink", "sand")]
    found = {pair: round(contrast(colour[pair[0]], colour[pair[1]]), 2) for pair in pairs}
    assert {pair: ratio for pair, ratio in found.items() if ratio < 4.5} == {}


def test_missing_tokens_and_odd_colours_are_all_told_at_once(broken: Path) -> None:
    text = REAL.read_text("utf-8")
    data = tomllib.loads(text)
    text = text.replace(f'brand = "{data["colour"]["brand"]}"', 'brand = "green"', 1)
    lines = [line for line in text.splitlines() if not line.startswith(("serif", "ink "))]
    assert messages(broken, "\n".join(lines)) == [
        "`colour.brand` is not a colour such as #1e5b4b",
        "the token `colour.ink` is missing",
        "the token `font.serif` is missing",
        "the token `script.Arab.serif` is missing",
    ]


def test_a_file_that_is_no_toml_is_told(broken: Path) -> None:
    assert messages(broken, "colour = [")[0].startswith("this is not TOML: ")


def test_an_unknown_token_is_refused(broken: Path) -> None:
    text = REAL.read_text("utf-8").replace("[colour]", '[colour]\nbrandd = "#1e5b4b"', 1)
    assert messages(broken, text) == ["`colour.brandd` is not a colour such as #1e5b4b"]


def test_a_typeface_that_is_not_there_and_an_odd_size_are_told(broken: Path) -> None:
    text = (
        REAL.read_text("utf-8").replace('sans = "Source Sans 3"', 'sans = "Sauce Sans"').replace("xs = 7.6", 'xs = "s"')
    )
    assert messages(broken, text) == [
        "`type.xs` is not a size in points such as 9.6",
        "the typeface `Sauce Sans` is not installed",
    ]


def test_a_script_has_typefaces_of_its_own_beside_those_of_the_brand() -> None:
    theme = load_theme((TEMPLATES,), "rural-synergies")
    assert theme.families(["Latn", "Cyrl"]) == tuple(sorted(FAMILIES))
    assert theme.families(["Latn", "Arab"]) == ("Almarai", *sorted(FAMILIES))
    assert "Almarai" not in theme.css("screen")
    assert '[lang|=ar]:not(a){--sans:"Source Sans 3","Almarai";' in theme.css("screen", {"ar": "Arab"})


def test_a_theme_without_typefaces_for_a_script_is_told(broken: Path) -> None:
    text = REAL.read_text("utf-8").partition("[script.Arab]")[0]
    (broken / "themes" / "own.toml").write_text(text, "utf-8")
    theme = load_theme((broken,), "own")
    assert theme.families(["Latn"]) == tuple(sorted(FAMILIES))
    with pytest.raises(ContentError) as caught:
        theme.families(["Arab"])
    assert [problem.message for problem in caught.value.problems] == ["there are no typefaces for the script Arab"]
    assert messages(broken, text + '[script.Arab]\nsans = "Sauce Sans"') == [
        "the token `script.Arab.serif` is missing",
        "the typeface `Sauce Sans` is not installed",
    ]
