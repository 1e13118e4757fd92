"""The brand fonts: which there are, what they can print, and the files for the web."""

import io

import fontpkg
import pytest
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

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


@pytest.mark.parametrize("number", range(4))
def test_a_web_font_has_the_letters_and_widths_of_its_face_where_it_is_fixed(number: int) -> None:
    face = fonts.faces(FAMILIES)[number]
    with TTFont(io.BytesIO(fonts.web_font(face))) as cut, TTFont(face.path) as whole:
        places = {axis.axisTag: fonts.WEB_AXES.get(axis.axisTag, axis.defaultValue) for axis in whole["fvar"].axes}
        instancer.instantiateVariableFont(whole, places, inplace=True)
        instancer.instantiateVariableFont(
            cut, {axis.axisTag: axis.defaultValue for axis in cut["fvar"].axes}, inplace=True
        )
        letters, glyphs = cut.getBestCmap(), whole.getBestCmap()
        assert letters.keys() == {c for first, last in face.ranges for c in range(first, last + 1)} & glyphs.keys()
        widths = {code: cut["hmtx"][name][0] for code, name in letters.items()}
        assert widths == {code: whole["hmtx"][glyphs[code]][0] for code in letters}
        digits = {widths[ord(digit)] for digit in "0123456789"}
        assert len(digits) == 1, "figures stand below each other in tables"
        features = {record.FeatureTag for record in cut["GSUB"].table.FeatureList.FeatureRecord}
        assert {"liga", "locl", "frac"} <= features


def test_a_script_of_its_own_has_upright_faces_of_two_weights() -> None:
    found = fonts.faces(["Almarai"])
    assert [(face.name, face.weight, face.script) for face in found] == [
        ("Almarai-400", 400, "Arab"),
        ("Almarai-700", 700, "Arab"),
    ]


def test_a_browser_fetches_the_faces_of_a_script_for_its_letters_alone() -> None:
    regular = fonts.css(fonts.faces(["Almarai"]), "fonts", "woff2").splitlines()[0]
    assert regular == (
        '@font-face{font-family:"Almarai";font-style:normal;src:url("fonts/Almarai-400.woff2");'
        "font-weight:400;font-display:swap;unicode-range:U+600-6FF,U+750-77F}"
    )
    assert "unicode-range" not in fonts.css(fonts.faces(["Almarai"]), "https://fonts.invalid", "ttf")


def test_letters_of_a_script_can_be_printed_in_its_languages_alone() -> None:
    arabic, latin = fonts.printable("Arab"), fonts.printable("Latn")
    assert {ord(char) for char in "التآزر الريفي؟،؛ًّFEST 19 «»"} <= arabic
    assert ord("ا") not in latin
    assert latin < arabic
    assert not {0x200F, 0x061C} & arabic, "no mark that nobody sees"
    assert fonts.printable("Cyrl") == latin


def test_a_web_font_of_a_script_holds_its_letters_and_how_they_join() -> None:
    with TTFont(io.BytesIO(fonts.web_font(fonts.faces(["Almarai"])[0]))) as font:
        assert {ord(char) for char in "ابتلاّ"} <= set(font.getBestCmap())
        assert ord("A") not in font.getBestCmap()
        assert {"init", "medi", "fina"} <= {each.FeatureTag for each in font["GSUB"].table.FeatureList.FeatureRecord}
