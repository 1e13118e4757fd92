"""Stage 4, assemble: an edition → the document: order, numbers, notes, cross-references, contents, derived tables.

Texts pass the writer in the order they are read, since a name is written out at its first mention.
"""

from collections.abc import Iterator, Mapping
from html import escape

from briefs.assemble import drafts
from briefs.assemble.document import (
    Acronym,
    Block,
    Contacts,
    ContentsLine,
    Document,
    Item,
    KeyFigures,
    Prose,
    Quote,
    RecommendationGroup,
    Recommendations,
    Results,
    Role,
    Section,
    Table,
)
from briefs.assemble.figures import figure
from briefs.assemble.imprint import imprint
from briefs.assemble.tables import table
from briefs.assemble.writer import Writer
from briefs.formats import roman
from briefs.labels import fill
from briefs.localise import Edition
from briefs.markup import Mark, MarkKind, marks
from briefs.memory import latest
from briefs.model.base import Contact, Titled, shared
from briefs.model.words import SectionWords
from briefs.translation import flagged, unflagged


@latest(lambda edition: (edition.id, edition.language))
def assemble(edition: Edition) -> Document:
    """The document of one edition. Its content must have passed `validate`.

    Only a document that is written shows which works it cites. Where two of them are cited alike, it is written again
    with 2016a and 2016b.
    """
    assembly = _Assembly(edition, {})
    document = assembly.document()
    suffixes = assembly.writer.references.clashes({*assembly.writer.cited, *edition.publication.further_reading})
    return _Assembly(edition, suffixes).document() if suffixes else document


class _Assembly:
    def __init__(self, edition: Edition, suffixes: Mapping[str, str]) -> None:
        self.edition = edition
        self.own = f"content/publications/{edition.id}/{edition.language}.yaml"
        self.common = f"content/shared/{edition.language}.yaml"
        self.captions = dict(_captions(edition))
        self.numbered = {f"section-{section.id}" for section in edition.publication.outline() if section.numbered}
        self.writer = Writer(edition, self.captions, suffixes)

    def document(self) -> Document:
        edition, words, writer = self.edition, self.edition.words, self.writer
        messages = tuple(self.item("messages", id_) for id_ in edition.publication.key_messages)
        lead = writer.inline(words.lead, expand=True) if words.lead else ""
        front = imprint(writer, self.own) if words.imprint else None
        sections = tuple(self.section(s.id, s.sections) for s in edition.publication.outline())
        tables = dict(self.unplaced_tables())
        recommendations = self.recommendations()
        sheets = tuple(self.sheet(id_) for id_ in edition.publication.technical_sheet)
        references = writer.listed(writer.cited)
        further = writer.listed(edition.publication.further_reading)
        place = self.place()
        contacts = self.contacts(place)
        return Document(
            id=edition.id,
            words=self.own,
            kind=edition.publication.kind,
            language=edition.language,
            source_language=edition.source_language,
            locale=edition.locale,
            direction=edition.direction,
            series_id=edition.series_id,
            theme=edition.series.theme,
            series=writer.plain(edition.series_words.name),
            tagline=writer.plain(edition.series_words.tagline or ""),
            address=edition.series.address,
            host=edition.series.address.partition("://")[2].rstrip("/"),
            place=unflagged(place)[0],
            countries=self.countries(),
            kind_label=edition.label(edition.publication.kind),
            title=writer.plain(words.title),
            subtitle=writer.plain(words.subtitle) if words.subtitle else "",
            short=writer.plain(words.short),
            description=writer.plain(words.description),
            status=writer.plain(words.status or ""),
            event=writer.inline(words.event or ""),
            imprint=front,
            partners=tuple(self.partners()),
            messages=messages,
            lead=lead,
            sections=sections,
            tables=tables,
            recommendations=recommendations,
            sheets=sheets,
            references=references,
            further_reading=further,
            acronyms=tuple(self.acronyms()),
            contacts=contacts,
            credits=" ".join(writer.inline(text) for text in (words.credits, edition.series_words.credits) if text),
            notes=tuple(writer.notes),
            contents=tuple(self.contents(sections)),
            labels=edition.labels.interface,
            marks=drafts.cover(edition, place),
            notice=drafts.labels(edition),
            file_stem=f"{edition.series_id}-{edition.id}-{edition.language}",
        )

    def item(self, group: str, id_: str) -> Item:
        """A key message or recommendation, the publication's own or a shared one."""
        name = shared(id_)
        if name is not None:
            text = getattr(self.edition.shared, group)[name]
            notes, unit = self.edition.shared.notes, f"{self.common}|{group}.{name}"
        else:
            items = getattr(self.edition.words, group)
            text = (items.items if group == "recommendations" else items)[id_]
            path = "recommendations.items" if group == "recommendations" else group
            notes, unit = self.edition.words.notes, f"{self.own}|{path}.{id_}"
        return Item(f"{group.removesuffix('s')}-{name or id_}", self.writer.prose(text, notes, unit), unit)

    def recommendations(self) -> Recommendations:
        spec, words = self.edition.publication.recommendations, self.edition.words.recommendations
        if spec is None:
            return Recommendations("numbered", "", ())
        intro = self.writer.prose(words.intro, self.edition.words.notes, self.own) if words.intro else ""
        groups = [("", spec.items)] if spec.items else [(words.groups[g.id], g.items) for g in spec.groups]
        return Recommendations(
            spec.style,
            intro,
            tuple(
                RecommendationGroup(self.writer.inline(title), tuple(self.item("recommendations", i) for i in items))
                for title, items in groups
            ),
        )

    def section(self, id_: str, inner: tuple[str, ...] = ()) -> Section:
        words = self.edition.words.sections[id_]
        return self._section(f"section-{id_}", words, f"{self.own}|sections.{id_}", self.edition.words.notes, inner)

    def countries(self) -> tuple[str, ...]:
        """The countries that a publication is about: those of its cases and of those who answered for its matrices."""
        cases = [case.country for case in self.edition.cases.values()]
        columns = [column.country for matrix in self.edition.matrices.values() for column in matrix.columns.values()]
        return tuple(dict.fromkeys((*cases, *columns)))

    def sheet(self, id_: str) -> Section:
        name = shared(id_)
        if name is not None:
            words, unit, notes = self.edition.shared.sheets[name], self.common, self.edition.shared.notes
            return self._section(f"sheet-{name}", words, f"{unit}|sheets.{name}", notes)
        words, notes = self.edition.words.technical_sheet[id_], self.edition.words.notes
        return self._section(f"sheet-{id_}", words, f"{self.own}|technical_sheet.{id_}", notes)

    def _section(
        self,
        anchor: str,
        words: SectionWords | Titled,
        unit: str,
        notes: Mapping[str, str],
        inner: tuple[str, ...] = (),
    ) -> Section:
        writer = self.writer
        lead = words.lead if isinstance(words, SectionWords) else None
        return Section(
            id=anchor,
            title=writer.inline(words.title),
            head=writer.inline(unflagged(words.title)[0]) if flagged(words.title) else "",
            number=self.captions.get(anchor.removeprefix("section-"), ("", ""))[1] if anchor in self.numbered else "",
            lead=writer.inline(lead, expand=True) if lead else "",
            blocks=tuple(self.blocks(words.text or "", f"{unit}.text", notes)),
            sections=tuple(self.section(id_) for id_ in inner),
            unit=f"{unit}.title",
        )

    def blocks(self, text: str, unit: str, notes: Mapping[str, str]) -> Iterator[Block]:
        """A text as prose and the blocks it places, in order."""
        writer, words = self.writer, self.edition.words
        for part in writer.parts(text):
            if isinstance(part, str):
                yield Prose(writer.prose(part, notes, unit), unit)
                continue
            anchor, caption = self.captions.get(part.target, ("", ""))
            match part.scope:
                case "figure":
                    yield figure(writer, part.target, anchor, caption)
                case "table":
                    yield table(writer, part.target, anchor, caption)
                case "account":
                    case, home = self.edition.case_words[part.target], f"cases/{part.target}/{self.edition.language}"
                    with writer.within(part.target):
                        yield from self.blocks(case.account or "", f"content/{home}.yaml|account", case.notes)
                case "passage":
                    shared_texts, where = self.edition.shared, f"{self.common}|passages.{part.target}"
                    yield from self.blocks(shared_texts.passages[part.target], where, shared_texts.notes)
                case "quote":
                    quote = words.quotations[part.target]
                    where = f"{self.own}|quotations.{part.target}"
                    yield Quote(writer.prose(quote.text), writer.inline(quote.source, expand=True), where)
                case _:
                    found = (words.key_figures[id_] for id_ in self.edition.publication.key_figures[part.target])
                    items = tuple((writer.inline(k.value), writer.inline(k.text)) for k in found)
                    yield KeyFigures(items, f"{self.own}|key_figures")

    def unplaced_tables(self) -> Iterator[tuple[str, Table | Results]]:
        """Tables that have words and that no text places: a leaflet's template gives them their place."""
        for id_ in self.edition.words.tables:
            if id_ not in self.captions:
                yield id_, table(self.writer, id_, f"table-{id_}", "")

    def place(self) -> str:
        """The country of a country brief; empty for other kinds."""
        countries = {case.country for case in self.edition.cases.values()}
        brief = self.edition.publication.kind in ("country-brief", "short-brief") and len(countries) == 1
        return self.edition.countries[countries.pop()] if brief else ""

    def partners(self) -> Iterator[Role]:
        for partners in self.edition.series.partners:
            names = tuple(self.edition.names[id_].full for id_ in partners.organisations)
            yield Role(self.writer.shown(self.edition.series_words.roles[partners.role]), names)

    def acronyms(self) -> Iterator[Acronym]:
        names = self.edition.names
        used = [names[id_] for id_ in self.writer.used if names[id_].is_acronym]
        for name in sorted(used, key=lambda name: (name.short or "").casefold()):
            yield Acronym(name.short or "", name.full, name.language)

    def contacts(self, place: str) -> tuple[Contacts, ...]:
        publication, series, labels = self.edition.publication, self.edition.series, self.edition.labels.interface
        first = labels["report-contact"] if publication.kind == "report" else labels["project-contact"]
        groups = [(self._contact_title(first, place), series.contacts)]
        if publication.contacts:
            second = labels["case-contact"] if publication.kind == "country-brief" else labels["analysis-contact"]
            groups.append((self._contact_title(second, place), publication.contacts))
        named = [(title, [(self._contact_name(one), one.email) for one in people]) for title, people in groups]
        return tuple(Contacts(title, tuple(people)) for title, people in named)

    def _contact_title(self, label: str, place: str) -> str:
        """A label as HTML, with the names in it marked where they are not finished."""
        texts = {"series": self.edition.series_words.name, "country": place}
        marked = {
            name: drafts.inline(self.edition, escape(unflagged(t)[0]), unflagged(t)[1]) for name, t in texts.items()
        }
        return fill(escape(label), **marked)

    def _contact_name(self, contact: Contact) -> str:
        return self.edition.names[contact.organisation].full if contact.organisation else contact.name or ""

    def contents(self, sections: tuple[Section, ...]) -> Iterator[ContentsLine]:
        label, publication = self.edition.label, self.edition.publication
        if publication.key_messages:
            yield ContentsLine("key-messages", label("key-messages"), 1)
        for section in sections:
            yield ContentsLine(section.id, section.title, 1, section.number)
            for inner in section.sections:
                yield ContentsLine(inner.id, inner.title, 2)
        if publication.recommendations:
            yield ContentsLine("recommendations", label("recommendations"), 1)
        if publication.technical_sheet:
            yield ContentsLine("technical-sheet", label("technical-sheet"), 1)
        if self.writer.cited or publication.further_reading:
            yield ContentsLine("references", label("references"), 1)
        if any(self.edition.names[id_].is_acronym for id_ in self.writer.used):
            yield ContentsLine("acronyms", label("acronyms"), 1)


def _captions(edition: Edition) -> Iterator[tuple[str, tuple[str, str]]]:
    """What a text may refer to, with its anchor and "Figure 1", in the order it stands; sections have Roman numbers."""
    numbered = (section.id for section in edition.publication.outline() if section.numbered)
    for number, id_ in enumerate(numbered, 1):
        yield id_, (f"section-{id_}", edition.label("section", number=roman(number)))
    counts = {"figure": 0, "table": 0}
    for mark in _blocks(edition):
        if mark.scope in counts:
            counts[mark.scope] += 1
            yield mark.target, (f"{mark.scope}-{mark.target}", edition.label(mark.scope, number=counts[mark.scope]))


def _blocks(edition: Edition) -> Iterator[Mark]:
    publication, words = edition.publication, edition.words
    ids = [id_ for section in publication.outline() for id_ in (section.id, *section.sections)]
    texts = [words.sections[id_].text or "" for id_ in ids]
    texts += [words.technical_sheet[id_].text for id_ in publication.technical_sheet if shared(id_) is None]
    for text in texts:
        yield from (mark for mark in marks(unflagged(text)[0]) if mark.kind is MarkKind.BLOCK)
