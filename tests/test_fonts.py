"""The brand fonts: which there are, what they can print, and the files for the web."""

import io

import fontpkg
import pytest
from fontTools.ttLib import TTFont

from briefs import fonts
from briefs.fonts import FAMILIES


def test_a_family_has_an_upright_and_an_italic_face_sorted_by_family() -> None:
    found = fonts.faces(["Source Serif 4", "Source Sans 3", "Source Sans 3"])
    assert [face.name for face in found] == [
        "SourceSans3-normal",
        "SourceSans3-italic",
        "SourceSerif4-normal",
        "SourceSerif4-italic",
    ]
    assert all(face.path.is_file() for face in found)


def test_a_family_that_is_not_installed_is_an_error() -> None:
    with pytest.raises(fontpkg.FamilyNotInstalled):
        fonts.faces(["Comic Sans"])


@pytest.mark.parametrize("family", FAMILIES)
def test_the_letters_of_the_languages_can_be_printed(family: str) -> None:
    needed = "ABCabc0123456789áéíóúüñÑ¿¡çãõâêôàèùœ«»“”‘’–—…−×%€•→↑"
    assert {char for char in needed if ord(char) not in fonts.glyphs(family)} - {"→", "↑", "•"} == set()
    assert ord("水") not in fonts.glyphs(family)


def test_style_rules_name_the_file_of_each_face() -> None:
    faces = fonts.faces(["Source Sans 3"])
    assert fonts.css(faces, "fonts", "woff2").splitlines() == [
        f'@font-face{{font-family:"Source Sans 3";font-style:{style};src:url("fonts/SourceSans3-{style}.woff2");'
        "font-weight:200 900;font-display:swap}"
        for style in ("normal", "italic")
    ]
    assert "font-weight" not in fonts.css(faces, "https://fonts.invalid", "ttf")


def test_a_web_font_is_cut_down_keeps_its_weights_and_is_the_same_every_time() -> None:
    face = fonts.faces(["Source Sans 3"])[1]
    data = fonts.web_font(face)
    assert fonts.web_font(face) == data
    assert data[:4] == b"wOF2"
    assert len(data) < face.path.stat().st_size / 3
    with TTFont(io.BytesIO(data)) as font:
        assert [axis.axisTag for axis in font["fvar"].axes] == ["wght"]
        assert {ord(char) for char in "añ–−€"} <= set(font.getBestCmap())
