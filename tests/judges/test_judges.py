"""Each judge is proven: it finds a planted fault, and passes what is good.

A judge that has gone blind looks just like sound output; these tests are what tells them apart.
"""

import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import segno
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from weasyprint import HTML, Document

from . import axe, install, nu, qr, verapdf
from .place import SOURCES, JudgeError
from .requirement import Judge, require

POLICY = "default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self'"
PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width">
<title>Clean water</title>
<link rel="stylesheet" href="style.css">
</head>
<body>
<main>
<h1>Clean water</h1>
<p>Every village has a <a href="well.html">well of its own</a>.</p>
{planted}
</main>
</body>
</html>
"""
STYLE = """
@font-face { font-family: "Brief Sans"; src: url("brief-sans.ttf"); }
:root { color-scheme: light dark; }
body { font-family: "Brief Sans"; color: #111; background-color: #fff; }
a { color: #0645ad; }
/* A system's font: axe takes the boxes of ours for icons, whose contrast it leaves alone. */
.faint, .dim { font-family: sans-serif; }
.faint { color: #bbb; }
.wide { width: 500px; }
.small { display: inline-block; width: 8px; height: 8px; overflow: hidden; }
@media (prefers-color-scheme: dark) {
  body { color: #eee; background-color: #111; }
  a { color: #9cf; }
  .faint { color: #eee; }
  .dim { color: #333; }
}
"""
SCRIPTED = """<!doctype html>
<html lang="en"><title>Clean water</title>
<body><script>document.body.innerHTML = "<main><h1>Clean water</h1></main>"</script>
"""
# What PDF/A asks for before it lets metadata claim another standard: the claim, and its schema.
UA_CLAIM = """
<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" pdfuaid:part="1"/>
<rdf:Description rdf:about=""
  xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
  xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
  xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>PDF/UA part</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>"""
Site = Callable[..., Path]


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """Return a function that writes a page, sound but for what is planted in its main part."""
    (tmp_path / "style.css").write_text(STYLE, encoding="utf-8")
    _draw_font().save(tmp_path / "brief-sans.ttf")

    def write(planted: str = "", *, policy: str = POLICY, name: str = "page.html") -> Path:
        path = tmp_path / name
        path.write_text(PAGE.format(planted=planted, policy=policy), encoding="utf-8")
        return path

    return write


def _draw_font() -> FontBuilder:
    pen = TTGlyphPen(None)
    pen.moveTo((0, 0))
    for corner in ((0, 700), (400, 700), (400, 0)):
        pen.lineTo(corner)
    pen.closePath()
    glyphs = {".notdef": pen.glyph(), "box": pen.glyph()}
    font = FontBuilder(1000, isTTF=True)
    font.setupGlyphOrder(list(glyphs))
    font.setupCharacterMap(dict.fromkeys(range(0x20, 0x7F), "box"))
    font.setupGlyf(glyphs)
    font.setupHorizontalMetrics(dict.fromkeys(glyphs, (500, 0)))
    font.setupHorizontalHeader(ascent=800, descent=-200)
    font.setupNameTable({"familyName": "Brief Sans", "styleName": "Regular"})
    font.setupOS2(sTypoAscender=800, usWinAscent=800, usWinDescent=200)
    font.setupPost()
    return font


class TestVeraPdf:
    DOCUMENT = "<html lang=en><title>Water</title><h1>Clean water</h1><p>A well each.</p>"

    def test_names_the_rules_that_fail_and_passes_the_sound_file_beside_it(self, tmp_path: Path) -> None:
        require(verapdf)
        sound, untagged, spoilt = (tmp_path / name for name in ("aérea.pdf", "b.pdf", "c.pdf"))
        document = HTML(string=self.DOCUMENT).render()
        document.write_pdf(sound, pdf_variant="pdf/ua-1")
        document.write_pdf(untagged)
        spoilt.write_bytes(b"not a PDF")

        findings = verapdf.check([sound, untagged, spoilt], ["ua1"])

        assert [finding.split(": ")[:3] for finding in findings] == [
            [str(untagged), "ua1", "6.2-1 (once)"],
            [str(untagged), "ua1", "7.1-3 (2 times)"],
            [str(untagged), "ua1", "7.1-8 (once)"],
            [str(untagged), "ua1", "7.1-10 (once)"],
            [str(untagged), "ua1", "7.1-11 (once)"],
            [str(spoilt), "ua1", "not readable"],
        ]

    # WeasyPrint 70 leaves the colour profile of PDF/A open.
    @pytest.mark.filterwarnings("ignore:unclosed file .*sRGB:ResourceWarning")
    def test_judges_by_both_flavours_unless_told_otherwise(self, tmp_path: Path) -> None:
        require(verapdf)
        accessible, archival, both = (tmp_path / f"{name}.pdf" for name in ("a", "b", "c"))
        HTML(string=self.DOCUMENT).write_pdf(accessible, pdf_variant="pdf/ua-1")
        document = HTML(string=self.DOCUMENT).render()
        document.write_pdf(archival, pdf_variant="pdf/a-3a")
        _claim_ua(document)
        document.write_pdf(both, pdf_variant="pdf/a-3a")

        findings = verapdf.check([accessible, archival, both])

        assert {tuple(finding.split(": ")[:2]) for finding in findings} == {
            (str(accessible), "3a"),
            (str(archival), "ua1"),
        }

    def test_refuses_a_missing_file_and_an_empty_list(self, tmp_path: Path) -> None:
        with pytest.raises(JudgeError, match="no such file"):
            verapdf.check([tmp_path / "missing.pdf"])
        with pytest.raises(JudgeError, match="nothing to judge"):
            verapdf.check([])


def _claim_ua(document: Document) -> None:
    """Have ``document`` say that it is PDF/UA-1 besides the PDF/A that its variant says."""
    write = document.metadata.generate_rdf_metadata

    def claim(*arguments: object) -> bytes:
        head, end, tail = write(*arguments).rpartition(b"</rdf:RDF>")
        return bytes(head + UA_CLAIM.encode() + end + tail)

    document.metadata.generate_rdf_metadata = claim


class TestNu:
    def test_passes_a_sound_page_with_its_style_sheet(self, site: Site) -> None:
        require(nu)
        page = site("<p>A line<br/>and another</p>")
        assert nu.check([page, page.parent / "style.css"]) == []

    def test_finds_errors_warnings_and_faults_of_style(self, site: Site) -> None:
        require(nu)
        page = site('<p><img src="well.svg"><div>Nested</p></div>\n<section><p>Bare</section>')
        sheet = page.parent / "wrong.css"
        sheet.write_text("p { colour: red; }\n", encoding="utf-8")

        found = nu.check([page, sheet])

        assert [finding[: finding.index("”")] for finding in found] == [
            f"{page}:13:4: error: An “img",
            f"{page}:13:35: error: No “p",
            f"{page}:14:1: warning: Section lacks heading. Consider using “h2",
            f"{sheet}:1:13: error: CSS: “colour",
        ]


class TestAxe:
    def test_passes_a_sound_page_as_a_file_and_served(self, site: Site) -> None:
        require(axe)
        page = site()
        with axe.serve(page.parent) as address:
            assert axe.check([page, f"{address}{page.name}"], fonts=["Brief Sans"]) == []

    def test_finds_each_planted_fault(self, site: Site) -> None:
        require(axe)
        planted = {
            "alt": '<p><img src="well.svg"></p>',
            "faint": '<p class="faint">Hard to read by day</p>',
            "dim": '<p class="dim">Hard to read by night</p>',
            "wide": '<p class="wide">Runs off the screen</p>',
            "small": '<p><a class="small" href="a">a</a><a class="small" href="b">b</a></p>',
            "outside": '<p><img src="https://elsewhere.invalid/dot.gif" alt="Dot"></p>',
            "script": "<script>document.title = 'Changed'</script>",
        }
        pages = {name: site(fault, name=f"{name}.html") for name, fault in planted.items()}
        everywhere = "1280x900 light, 1280x900 dark, 360x780 light, 360x780 dark"
        with axe.serve(pages["alt"].parent) as address:
            found = axe.check([f"{address}{page.name}" for page in pages.values()])

        assert sorted({_kind(finding, address) for finding in found}) == sorted(
            [
                f"alt.html: axe image-alt (critical) [{everywhere}]",
                "alt.html: failed-request [plain, no JavaScript, no policy]",
                "faint.html: axe color-contrast (serious) [1280x900 light, 360x780 light]",
                "dim.html: axe color-contrast (serious) [1280x900 dark, 360x780 dark]",
                "wide.html: overflow [360x780, no JavaScript]",
                f"small.html: axe target-size (serious) [{everywhere}]",
                "outside.html: outside-request [plain, no JavaScript, no policy]",
                "outside.html: console-error [plain, no JavaScript]",
                "script.html: console-error [plain]",
            ]
        )

    def test_finds_a_font_that_does_not_load_and_a_page_that_needs_javascript(self, site: Site) -> None:
        require(axe)
        blocked = site(policy=POLICY.replace("font-src 'self'", "font-src 'none'"))
        scripted = blocked.with_name("scripted.html")
        scripted.write_text(SCRIPTED, encoding="utf-8")

        found = axe.check([blocked, scripted], fonts=["Brief Sans"])

        address = f"{blocked.parent.as_uri()}/"
        assert list(dict.fromkeys(_kind(finding, address) for finding in found)) == [
            "page.html: console-error [plain, no JavaScript]",
            "page.html: failed-request [plain, no JavaScript]",
            "page.html: font [1280x900, 360x780]",
            "scripted.html: font [1280x900, 360x780]",
            "scripted.html: no-javascript [no JavaScript]",
        ]

    def test_lets_a_file_ask_only_for_what_is_below_the_root(self, site: Site) -> None:
        require(axe)
        root = site().parent
        (root / "en").mkdir()
        page = site(name="en/page.html")
        text = page.read_text(encoding="utf-8").replace("style.css", "../style.css")
        page.write_text(text, encoding="utf-8")

        asked = f"outside-request [plain, no JavaScript, no policy]: {root.as_uri()}/style.css"
        assert f"{page.as_uri()}: {asked}" in axe.check([page])
        assert axe.check([page], root=root) == []

    def test_refuses_a_page_that_is_not_on_this_machine(self) -> None:
        with pytest.raises(JudgeError, match="not on this machine"):
            axe.check(["https://elsewhere.invalid/"])


def _kind(finding: str, address: str) -> str:
    return finding.removeprefix(address).split("]: ")[0] + "]"


class TestQr:
    @pytest.fixture
    def leaflet(self, tmp_path: Path) -> Path:
        """Return a PDF of two pages, with a code on each."""
        codes = [segno.make(text).svg_inline(scale=2) for text in ("https://briefs.invalid/en/water?v=1", "água, 水")]
        path = tmp_path / "leaflet.pdf"
        HTML(string="<p>Scan<br>" + "<p style='break-before:page'>".join(codes)).write_pdf(path)
        return path

    def test_reads_the_codes_of_the_pages_asked_for(self, leaflet: Path) -> None:
        require(qr)
        assert qr.decode(leaflet) == ["https://briefs.invalid/en/water?v=1", "água, 水"]
        assert qr.decode(leaflet, first=2, last=2) == ["água, 水"]

    def test_tells_a_text_that_is_lost_and_one_that_is_odd(self, leaflet: Path) -> None:
        require(qr)
        expected = ["https://briefs.invalid/en/water?v=1", "água, 水"]
        assert qr.check(leaflet, expected) == []
        assert qr.check(leaflet, [expected[0], "agua"]) == [
            f"{leaflet}: no QR code reads 'agua'",
            f"{leaflet}: a QR code reads 'água, 水'",
        ]


class TestWithoutAJudge:
    @pytest.fixture(autouse=True)
    def bare_machine(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """Take every program and every installed file away."""
        monkeypatch.setenv("PATH", str(tmp_path))
        monkeypatch.setattr(install, "INSTALLED", tmp_path / "judges")
        monkeypatch.setattr(verapdf, "JAR", tmp_path / "judges" / "verapdf.jar")

    @pytest.mark.parametrize("judge", install.JUDGES, ids=lambda judge: judge.__name__)
    def test_its_tests_are_skipped_with_the_reason(self, judge: Judge, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.delenv("CI", raising=False)
        with pytest.raises(pytest.skip.Exception, match=r"is not installed \(python -m"):
            require(judge)

    @pytest.mark.parametrize("judge", install.JUDGES, ids=lambda judge: judge.__name__)
    def test_its_tests_fail_in_ci(self, judge: Judge, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("CI", "true")
        with pytest.raises(pytest.fail.Exception, match="is not installed"):
            require(judge)

    def test_each_step_of_the_installation_that_fails_gives_one_line(self) -> None:
        packages = "chromium default-jre-headless maven nodejs npm poppler-utils"
        assert install.install() == [
            f"system packages: no apt here; install what Debian calls {packages}",
            "veraPDF: mvn is not installed, and fetches it",
            "npm packages: npm is not installed",
        ]


def test_a_failed_command_tells_the_line_that_speaks_of_an_error() -> None:
    program = "import sys; sys.exit('a warning\\n\\x1b[1mE: no such package\\n')"
    with pytest.raises(JudgeError, match=r"^apt: E: no such package$"):
        install._succeed("apt", [sys.executable, "-c", program])


def test_installing_again_runs_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    for judge in install.JUDGES:
        require(judge)
    monkeypatch.setattr(install, "run", lambda command, **_: pytest.fail(f"ran {command}"))
    assert install.install() == []


def test_the_lock_pins_every_package_by_its_content_and_names_no_host() -> None:
    lock = json.loads((SOURCES / "package-lock.json").read_text(encoding="utf-8"))
    wanted = json.loads((SOURCES / "package.json").read_text(encoding="utf-8"))["dependencies"]
    packages = {path: each for path, each in lock["packages"].items() if path}
    assert {path.split("/")[1]: each["version"] for path, each in packages.items()} == wanted
    assert all(each["integrity"].startswith("sha512-") for each in packages.values())
    assert not [path for path, each in packages.items() if "resolved" in each]
