"""What comes back from an editor goes in by three ways: nothing newer is lost, and each refusal has its reason."""

from collections.abc import Callable
from pathlib import Path

import polib
import pytest

from briefs.translation import State
from tests.translate.small import FOLDER, lock_of, run, small, unit_of, words_of

Capture = pytest.CaptureFixture[str]
TITLE = "publications/tanks#title"


def edited(project: Path, change: Callable[[polib.POFile], None], name: str = "es.po") -> Path:
    """An export of the tanks in Spanish as an editor leaves it."""
    out = project.parent / name
    assert run(project, "export", "es", "tanks", "--output", str(out)) == 0
    po = polib.pofile(str(out), wrapwidth=0)
    change(po)
    po.save(str(out))
    return out


def put(context: str, text: str) -> Callable[[polib.POFile], None]:
    """An editor who writes one text."""

    def change(po: polib.POFile) -> None:
        next(item for item in po if item.msgctxt == context).msgstr = text

    return change


def taken(project: Path, file: Path, capsys: Capture) -> tuple[int, list[str]]:
    """The exit code of `import` and its lines."""
    capsys.readouterr()
    code = run(project, "import", str(file))
    return code, capsys.readouterr().out.splitlines()


def test_a_text_goes_in_with_its_lock_and_nothing_else_changes(tmp_path: Path, capsys: Capture) -> None:
    project = small(tmp_path)
    before = words_of(project)
    out = edited(project, put(TITLE, "La lluvia y las escuelas"))
    assert taken(project, out, capsys) == (0, taken_lines(1))
    assert words_of(project) == before.replace("Lluvia para las escuelas", "La lluvia y las escuelas")
    assert unit_of(project, "title").state is State.CURRENT
    assert unit_of(project, "lead").state is State.UNTRACKED, "what nobody touched is not accepted"


def taken_lines(count: int, refused: tuple[str, ...] = ()) -> list[str]:
    """What `import` says of the tanks: their texts are 85."""
    return [*refused, f"{count} taken in, {TEXTS - count - len(refused)} unchanged, {len(refused)} refused"]


TEXTS = 85


def test_windows_line_ends_and_a_byte_order_mark_are_no_matter(tmp_path: Path, capsys: Capture) -> None:
    project = small(tmp_path)
    words = project / FOLDER / "es.yaml"
    words.write_bytes(b"\xef\xbb\xbf" + words.read_bytes().replace(b"\n", b"\r\n"))
    before = words.read_bytes()
    out = edited(project, put("publications/tanks#lead", "{water-board}:\n\nen {opened}."))
    out.write_bytes(b"\xef\xbb\xbf" + out.read_bytes().replace(b"\n", b"\r\n"))
    assert taken(project, out, capsys)[0] == 0
    old, new = "{water-board} comenzó en {opened}.", "{water-board}:\r\n\r\n  en {opened}."
    assert words.read_bytes() == before.replace(old.encode(), new.encode())
    assert unit_of(project, "lead").target == "{water-board}:\n\nen {opened}."


def test_an_editor_that_drops_marks_of_work_makes_nothing_current(tmp_path: Path, capsys: Capture) -> None:
    project = small(tmp_path)
    assert run(project, "accept", "es", "tanks") == 0
    words = project / FOLDER / "en.yaml"
    words.write_text(words.read_text("utf-8").replace("Rain for schools", "Rain for all schools"), "utf-8")

    def no_fuzzy(po: polib.POFile) -> None:
        for item in po:
            item.flags = [flag for flag in item.flags if flag != "fuzzy"]

    out = edited(project, no_fuzzy)
    assert taken(project, out, capsys) == (0, taken_lines(0))
    assert unit_of(project, "title").state is State.STALE


def test_what_the_editor_marks_as_needing_work_stays_out(tmp_path: Path, capsys: Capture) -> None:
    project = small(tmp_path)

    def fuzzy(po: polib.POFile) -> None:
        put(TITLE, "Algo de lluvia")(po)
        next(item for item in po if item.msgctxt == TITLE).flags.append("fuzzy")

    code, lines = taken(project, edited(project, fuzzy), capsys)
    assert (code, lines[0]) == (1, f"refused: {TITLE}: it is marked as needing work")


@pytest.mark.parametrize(
    ("key", "text", "reason"),
    [
        ("title", "x" * 141, "it has 141 characters, where there is room for 140"),
        ("lead", "{water-board} comenzó.", "it lacks `{opened}`"),
        ("lead", "{water-board} comenzó en {opened.", "`{` is no placeholder, note or citation"),
        ("title", "\tLluvia\x07", "an invisible character (U+0007) stands here"),
    ],
)
def test_a_text_that_would_break_something_is_refused(
    tmp_path: Path, capsys: Capture, key: str, text: str, reason: str
) -> None:
    project = small(tmp_path)
    before = words_of(project)

    def change(po: polib.POFile) -> None:
        put(f"publications/tanks#{key}", text)(po)
        put("publications/tanks#short", "Otra")(po)

    code, lines = taken(project, edited(project, change), capsys)
    assert code == 1
    assert lines[0].startswith(f"refused: publications/tanks#{key}: {reason}"), lines
    assert lines[1].startswith("1 taken in")
    assert words_of(project) == before.replace("short: |-\n  Lluvia", "short: |-\n  Otra")


def test_a_text_that_is_gone_or_of_another_project_is_refused(tmp_path: Path, capsys: Capture) -> None:
    project = small(tmp_path)

    def change(po: polib.POFile) -> None:
        po.append(polib.POEntry(msgctxt="publications/tanks#messages.gone", msgid="Gone", msgstr="Ido"))
        po.append(polib.POEntry(msgctxt="publications/other#title", msgid="Other", msgstr="Otro"))
        po.append(polib.POEntry(msgctxt="nonsense", msgid="Other", msgstr="Otro"))

    code, lines = taken(project, edited(project, change), capsys)
    assert (code, lines[:3]) == (
        1,
        [
            "refused: publications/tanks#messages.gone: the source has no such text (any more)",
            "refused: publications/other#title: there are no words of `content/publications/other`",
            "refused: nonsense: there are no words of `content/nonsense`",
        ],
    )


def test_a_file_that_lost_what_it_was_based_on_or_has_another_source_is_refused(
    tmp_path: Path, capsys: Capture
) -> None:
    project = small(tmp_path)

    def change(po: polib.POFile) -> None:
        title, lead = (next(i for i in po if i.msgctxt == f"publications/tanks#{key}") for key in ("title", "lead"))
        title.comment, title.msgstr = "", "Otra lluvia"
        lead.msgid, lead.msgstr = "{water-board} {opened}", "{water-board}, {opened}"

    assert taken(project, edited(project, change), capsys)[1][:2] == [
        f"refused: {TITLE}: the file does not say what it was based on, and there is a text here",
        "refused: publications/tanks#lead: its source text was changed in the file",
    ]


def test_the_source_language_is_not_written_to(tmp_path: Path, capsys: Capture) -> None:
    project = small(tmp_path)
    before = (project / FOLDER / "en.yaml").read_bytes()

    def change(po: polib.POFile) -> None:
        put(TITLE, "Rain and schools")(po)
        po.metadata["Language"] = "en"

    code, lines = taken(project, edited(project, change), capsys)
    assert (code, lines[0]) == (1, f"refused: {TITLE}: `en` is the language that is translated from")
    assert (project / FOLDER / "en.yaml").read_bytes() == before
    assert not (project / FOLDER / "en.lock.yaml").exists()


def test_a_language_without_words_gets_a_file(tmp_path: Path, capsys: Capture) -> None:
    project = small(tmp_path)
    out = tmp_path / "fr.po"
    assert run(project, "export", "fr", "tanks", "--output", str(out)) == 0
    po = polib.pofile(str(out), wrapwidth=0)
    put(TITLE, "La pluie pour les écoles")(po)
    put("publications/tanks#sections.gardens.title", "Les jardins")(po)
    po.save(str(out))
    assert taken(project, out, capsys) == (0, taken_lines(2))
    assert (project / FOLDER / "fr.yaml").read_text("utf-8") == (
        "title: |-\n  La pluie pour les écoles\nsections:\n  gardens:\n    title: |-\n      Les jardins\n"
    )
    assert unit_of(project, "title", language="fr").state is State.CURRENT


def test_an_import_that_is_cut_off_loses_nothing_and_can_be_done_again(
    tmp_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = small(tmp_path)
    assert run(project, "accept", "es", "tanks") == 0
    lock, out = lock_of(project), edited(project, put(TITLE, "La lluvia y las escuelas"))
    whole = Path.replace

    def cut(path: Path, to: Path) -> Path:
        if str(to).endswith(".lock.yaml"):
            raise KeyboardInterrupt
        return whole(path, to)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", cut)
        assert run(project, "import", str(out)) != 0
    assert lock_of(project) == lock
    assert unit_of(project, "title").state is State.EDITED
    assert taken(project, out, capsys) == (0, taken_lines(1))
    assert unit_of(project, "title").state is State.CURRENT
    assert taken(project, out, capsys) == (0, taken_lines(0)), "a second time it brings nothing"


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("es.po", b"\xff\xfe", "the file is not UTF-8"),
        ("es.po", b"prose", "this is not a PO file"),
        ("es.xlf", b"<html/>", "this is not XLIFF 1.2"),
        ("es.docx", b"PK", "this is neither PO (.po) nor XLIFF (.xlf, .xliff)"),
        ("es.po", None, "the file cannot be read: no such file or directory"),
    ],
)
def test_a_wrong_file_is_refused_with_its_name(
    tmp_path: Path, capsys: Capture, name: str, data: bytes | None, message: str
) -> None:
    file = tmp_path / name
    if data is not None:
        file.write_bytes(data)
    assert run(small(tmp_path), "import", str(file)) == 2
    told = capsys.readouterr().err
    assert message in " ".join(told.split())
