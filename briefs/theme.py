"""A series' theme: the tokens (colour, type scale, typefaces) that style sheets and drawings are built on."""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import fontpkg

from briefs.draw import CLASSES, STEPS, Ink, mix
from briefs.fonts import SCRIPTS
from briefs.problems import ContentError, Problem

COLOURS = (
    "brand", "brand-2", "accent", "accent-text", "accent-soft", "lit", "sand", "ink", "soft", "line",
    "paper", "good", "bad", "on-brand", "cover", "on-cover", "on-cover-soft", "on-cover-accent",
)  # fmt: skip
SIZES = ("xs", "s", "m", "l", "xl", "xxl", "title", "cover")
VOICES = ("sans", "serif")
SCREEN_PX_PER_POINT = 1.72


@dataclass(frozen=True)
class Theme:
    """`colour` and `dark` map token → `#rrggbb`, `size` token → points, `font` `sans` and `serif` → family.

    `scripts` does that for scripts (`Arab`) whose letters these families lack: they print all else.
    """

    name: str
    colour: Mapping[str, str]
    dark: Mapping[str, str]
    size: Mapping[str, float]
    font: Mapping[str, str]
    scripts: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def families(self, scripts: Iterable[str]) -> tuple[str, ...]:
        """The typefaces that texts in some scripts are set in, each once.

        Raises ContentError where the brand has others for a script and the theme names none.
        """
        found = {*self.font.values()}
        for script in {*scripts} & {*SCRIPTS}:
            if script not in self.scripts:
                hint = f"add `[script.{script}]` with `sans` and `serif`; the brand has {' and '.join(SCRIPTS[script])}"
                where = f"templates/themes/{self.name}.toml"
                raise ContentError([Problem(where, 0, 0, f"there are no typefaces for the script {script}", hint=hint)])
            found.update(self.scripts[script].values())
        return tuple(sorted(found))

    @property
    def ink(self) -> Ink:
        """The colours and typefaces that drawings use."""
        colour = self.colour
        return Ink(
            brand=colour["brand"], brand2=colour["brand-2"], accent=colour["accent"],
            accent_soft=colour["accent-soft"], sand=colour["sand"], ink=colour["ink"], soft=colour["soft"],
            line=colour["line"], paper=colour["paper"], sans=self.font["sans"], serif=self.font["serif"],
            lit=colour["lit"],
        )  # fmt: skip

    def css(self, media: str, scripts: Mapping[str, str] | None = None) -> str:
        """The tokens as custom properties, for `print` (points) or `screen` (rem, with a dark set).

        `scripts` maps languages to the scripts they are written in, where these have typefaces of their own.
        """

        def size(points: float) -> str:
            return f"{points}pt" if media == "print" else f"{points * SCREEN_PX_PER_POINT / 16:.3f}rem"

        lines = [f"--{name}:{self.colour[name]};" for name in COLOURS]
        lines += _steps(self.colour)
        lines += [f"--size-{name}:{size(self.size[name])};" for name in SIZES]
        lines += [f'--{name}:"{family}";' for name, family in self.font.items()]
        css = ":root{" + "".join(lines) + "}\n"
        for language, script in (scripts or {}).items():
            voices = "".join(f'--{name}:"{self.font[name]}","{own}";' for name, own in self.scripts[script].items())
            # A link to a page in another language is one word: no font is fetched for it.
            css += f"[lang|={language}]:not(a){{{voices}font-family:var(--sans)}}\n"
        if media == "screen":
            night = [f"--{name}:{value};" for name, value in self.dark.items()]
            dark = "".join([*night, *_steps({**self.colour, **self.dark})])
            css += "@media (prefers-color-scheme:dark){:root{" + dark + "}}\n"
            css += "".join(f".{name}{{{rule}}}\n" for name, rule in _drawing_rules())
        return css


def _steps(colour: Mapping[str, str]) -> Iterator[str]:
    """The shades of maps, which are mixed from brand and paper; on a dark screen more is lighter."""
    for n, part in enumerate(STEPS, 1):
        yield f"--step-{n}:{mix(colour['brand'], colour['paper'], part)};"


def _drawing_rules() -> Iterator[tuple[str, str]]:
    """One rule a class of the drawings, so that inline drawings follow the screen into the dark."""
    for name, (paint, part) in CLASSES.items():
        token = "on-brand" if name == "d-text-on" else {"brand2": "brand-2"}.get(part, part.replace("_", "-"))
        yield name, f"{paint}:var(--{token})"


def load_theme(folders: tuple[Path, ...], name: str) -> Theme:
    """The theme of that name from the first template folder that has it; raises ContentError where none has it."""
    for folder in folders:
        path = folder / "themes" / f"{name}.toml"
        if path.is_file():
            return _parse(name, path)
    raise ContentError([Problem(f"templates/themes/{name}.toml", 0, 0, f"there is no theme `{name}`")])


def _parse(name: str, path: Path) -> Theme:
    where = f"templates/themes/{path.name}"
    try:
        data = tomllib.loads(path.read_text("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ContentError([Problem(where, 0, 0, f"this is not TOML: {error}")]) from error
    problems = [
        Problem(where, 0, 0, f"the token `{section}.{token}` is missing")
        for section, tokens in (("colour", COLOURS), ("type", SIZES), ("font", VOICES))
        for token in tokens
        if token not in data.get(section, {})
    ]
    problems += [
        Problem(where, 0, 0, f"`{section}.{token}` is not a colour such as #1e5b4b")
        for section in ("colour", "dark")
        for token, value in data.get(section, {}).items()
        if token not in COLOURS or not re.fullmatch(r"#[0-9a-f]{6}", str(value))
    ]
    problems += [
        Problem(where, 0, 0, f"`type.{token}` is not a size in points such as 9.6")
        for token, value in data.get("type", {}).items()
        if token not in SIZES or not isinstance(value, int | float)
    ]
    installed = {family.name for family in fontpkg.families().values()}
    scripts = data.get("script", {})
    problems += [
        Problem(where, 0, 0, f"the token `script.{script}.{token}` is missing")
        for script, own in scripts.items()
        for token in VOICES
        if token not in own
    ]
    problems += [
        Problem(
            where, 0, 0, f"the typeface `{value}` is not installed", hint=f"there are: {', '.join(sorted(installed))}"
        )
        for own in (data.get("font", {}), *scripts.values())
        for token, value in own.items()
        if token not in VOICES or value not in installed
    ]
    if problems:
        raise ContentError(problems)
    return Theme(name, data["colour"], data.get("dark", {}), data["type"], data["font"], scripts)
