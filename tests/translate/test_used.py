"""A publication is asked for the texts that its pages show, and for no others."""

from itertools import product
from pathlib import Path

from briefs.assemble import assemble
from briefs.load import load
from briefs.localise import localise
from briefs.pipeline import read
from briefs.render_html import Renderer
from briefs.translate.splice import set_text
from briefs.translate.used import used_units
from briefs.translation import folders, units_of

SHARED = ("shared", "cases", "matrices", "series")


def test_what_is_used_is_what_the_pages_show(project: Path, renderer: Renderer) -> None:
    """Every text that publications take from elsewhere gets a word of its own, which is looked for on their pages."""
    words = ("Zq" + "".join(letters) for letters in product("bcdfghjklmnpqrst", repeat=3))
    marked: dict[str, tuple[str, str]] = {}
    tree = load(project)
    for folder in folders(tree):
        if folder.split("/")[1] in SHARED:
            path = project / folder / "es.yaml"
            raw = path.read_bytes().decode()
            for unit, word in zip(units_of(tree, folder, "es"), words, strict=False):
                marked[word] = (folder, unit.key)
                raw = set_text(raw, unit.path, f"{unit.target} {word}")
            path.write_bytes(raw.encode())
    tree, content, problems = read(project)
    assert content, problems
    for id_ in content.publications:
        document = assemble(localise(content, id_, "es"))
        pages = renderer.page(document, "print") + renderer.page(document, "screen")
        shown = {place for word, place in marked.items() if word in pages}
        used = {(folder, unit.key) for folder, units in used_units(tree, content, id_, "es") for unit in units}
        assert {place for place in used if place in marked.values()} == shown, id_
        assert len(shown) > 8
