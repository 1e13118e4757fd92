"""Drawings: pure functions from frozen values to SVG text. In: a chart, timeline, diagram, cycle, matrix or
countries, a width, an `Ink`.

Out: an SVG document for HTML and PDF alike, without ids, styles or scripts; its first child is the
alternative text. Text in the values is plain and final (formatted, in the language of the edition);
a soft hyphen marks where a word may break.
"""

from briefs.draw.bars import Bar, Bars, bars
from briefs.draw.country_map import country_map
from briefs.draw.cycle import Cycle, Station, cycle
from briefs.draw.diagram import diagram
from briefs.draw.fields import Fields, Group, fields
from briefs.draw.graph import Diagram, Frame, Link, Node
from briefs.draw.ink import CLASSES, STEPS, DrawingError, Ink, mix
from briefs.draw.partner_map import PartnerMap, partner_map
from briefs.draw.timeline import Span, Timeline, Track, timeline
from briefs.draw.tones import Tone
from briefs.draw.vega import start

__all__ = [
    "CLASSES",
    "STEPS",
    "Bar",
    "Bars",
    "Cycle",
    "Diagram",
    "DrawingError",
    "Fields",
    "Frame",
    "Group",
    "Ink",
    "Link",
    "Node",
    "PartnerMap",
    "Span",
    "Station",
    "Timeline",
    "Tone",
    "Track",
    "bars",
    "country_map",
    "cycle",
    "diagram",
    "fields",
    "mix",
    "partner_map",
    "start",
    "timeline",
]
