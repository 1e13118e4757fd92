"""The drawings that the tests of this folder look at: figures of the Rural Synergies briefs."""

from briefs.draw import (
    Bar,
    Bars,
    Cycle,
    Diagram,
    Fields,
    Frame,
    Group,
    Ink,
    Link,
    Node,
    PartnerMap,
    Span,
    Station,
    Timeline,
    Track,
)

INK = Ink(
    brand="#1e5b4b",
    brand2="#2f7561",
    accent="#c9812a",
    accent_soft="#f4e3c6",
    sand="#f6f1e6",
    ink="#1d2a26",
    soft="#5b6863",
    line="#d9d5c9",
    paper="#ffffff",
    sans="Source Sans 3",
    serif="Source Serif 4",
)

TECHNOLOGIES = Bars(
    (
        Bar("Organic fertiliser, used", 33, "+33%"),
        Bar("Sheds for small animals", 23, "+23%"),
        Bar("Vegetables grown", 22, "+22%"),
        Bar("Sprinkler irrigation", 20, "+20%"),
        Bar("Organic fertiliser, prepared on the farm from crop residues and manure", 11, "+11%"),
        Bar("Pasture grown", 11, "+11%", muted=True),
    )
)
INCOME = Bars(
    (
        Bar("75th percentile", 2400, "PEN 2,400"),
        Bar("Average", 1400, "PEN 1,400"),
        Bar("25th percentile", 150, "PEN 150, not significant", muted=True),
    )
)
COVERAGE = Bars(
    (
        Bar("Present rules", 39, "39%"),
        Bar("Without the poverty quintile", 55, "55%"),
        Bar("Juntos presence as criterion", 96, "96%"),
    )
)
CHANGES = Bars(
    (
        Bar("Income", 14.5, "+14.5%"),
        Bar("Poverty", -8, "\u22128%"),
        Bar("Informal loans", -3, "\u22123%", muted=True),
        Bar("Nothing at all", 0, "0%"),
    )
)

FLOW = Diagram(
    columns=4,
    nodes=(
        Node(
            "universe",
            1,
            2,
            "477 households",
            "Universe of interest, in 23 populated centres",
            2,
            "strong",
        ),
        Node("sample", 2, 1, "338 households", "Sample of the evaluation", 2, "soft"),
        Node("rest", 2, 3, "139 households", "Outside the sample", 2, "outline"),
        Node(
            "offered",
            3,
            1,
            "142 offered coaching",
            "84% took part in four sessions or more",
            1,
            "accent",
        ),
        Node("control", 3, 2, "196 not offered coaching", "May learn from neighbours"),
        Node("extra", 3, 3, "97 offered coaching", "To reach 50% of the households", 1, "accent"),
        Node("none", 3, 4, "42 not offered coaching"),
    ),
    links=(
        Link("universe", "sample"),
        Link("universe", "rest"),
        Link("sample", "offered"),
        Link("sample", "control"),
        Link("rest", "extra"),
        Link("rest", "none"),
    ),
)
PROSPERA = Diagram(
    columns=4,
    nodes=(
        Node("prospera", 1, 1, "PROSPERA", "Social inclusion programme", 4, "strong"),
        Node("link", 2, 1, "Linkage strategy", "Since 2015"),
        Node("pptp", 2, 2, "PPTP", "Productive territories pilot, since 2015"),
        Node("proinpro", 2, 3, "PROINPRO", "Rural productive inclusion, 2016\u20132018", 1, "accent"),
        Node("brac", 2, 4, "De la Mano con PROSPERA", "Graduation pilot, since 2016"),
        Node("one", 3, 1, "Productive inclusion", "Investment and technical assistance"),
        Node("two", 3, 2, "Institutional strengthening", "Capacities of PROSPERA", 2),
        Node("three", 4, 1, "Financial inclusion", "Runs through the other two components", 3, "soft"),
    ),
    links=(
        Link("prospera", "link"),
        Link("prospera", "pptp"),
        Link("prospera", "proinpro"),
        Link("prospera", "brac"),
        Link("three", "one"),
        Link("three", "two"),
        Link("proinpro", "one"),
        Link("proinpro", "two"),
    ),
    frames=(Frame("Components of PROINPRO", (3, 1), (4, 3)),),
)
STEIA = Diagram(
    columns=3,
    nodes=(
        Node("shcp", 1, 2, "SHCP", "Ministry of Finance and Public Credit", 1, "soft"),
        Node("prospera", 2, 1, "PROSPERA", "Families and their needs"),
        Node(
            "steia",
            2,
            2,
            "STEIA",
            "Technical Subcommittee on Employment, Income and Savings",
            1,
            "strong",
        ),
        Node("states", 2, 3, "State governments", "Local operation", 1, "outline"),
        Node("sagarpa", 3, 1, "SAGARPA", "Small producers"),
        Node("sedesol", 3, 2, "SEDESOL", "Productive options"),
        Node("economia", 3, 3, "Ministry of Economy", "Microenterprises"),
    ),
    links=(
        Link("shcp", "steia", "chairs"),
        Link("prospera", "steia", "requests", both=True),
        Link("steia", "states", "agrees"),
        Link("steia", "sagarpa", both=True),
        Link("steia", "sedesol", "rules of operation", both=True),
        Link("steia", "economia", both=True),
    ),
    frames=(Frame("Productive development programmes", (3, 1), (3, 3)),),
)
SKIP = Diagram(
    columns=3,
    nodes=(
        Node("a", 1, 1, "Budget", "Approved each year", 2),
        Node("b", 2, 1, "Ministry", "", 2, "soft"),
        Node("c", 2, 3, "Region"),
        Node("d", 3, 1, "Municipality"),
        Node("e", 3, 2, "Programme", "", 1, "strong"),
        Node("f", 3, 3, "Households", "", 1, "accent"),
        Node("g", 4, 1, "Evaluation", "Every five years", 3, "outline"),
    ),
    links=(
        Link("a", "b"),
        Link("a", "e", "earmarked"),
        Link("b", "d"),
        Link("c", "d"),
        Link("c", "e"),
        Link("d", "f", "census"),
        Link("g", "a", "lessons"),
        Link("f", "g"),
    ),
    frames=(Frame("Local level", (3, 1), (3, 3)),),
)
EFFECTS = Timeline(
    phases=("At once", "Within some years", "Within a generation"),
    tracks=(
        Track(
            "Juntos",
            (
                Span("Liquidity: cash every two months eases the hardest poverty", 0, 0),
                Span("Children stay at school and see a doctor", 1, 1),
                Span("Educated, healthy adults leave poverty behind", 2, 2),
            ),
        ),
        Track(
            "Haku Wiñay",
            (
                Span("Technologies, assets and advice raise production and diversify income", 0, 1),
                Span("Businesses and savings grow", 1, 2),
            ),
        ),
    ),
)
CHARTS = {"technologies": TECHNOLOGIES, "income": INCOME, "coverage": COVERAGE, "changes": CHANGES}
DIAGRAMS = {"flow": FLOW, "prospera": PROSPERA, "steia": STEIA, "skip": SKIP}

FEEDBACK = Cycle(
    (
        Station("Donor country", "Offers its experience, and reviews it while it teaches", True),
        Station("Transfer", "Visits, advice, materials: the programme is explained and adapted"),
        Station("Recipient country", "Adapts the programme to its own institutions and needs", True),
        Station("Questions and answers", "Doubts and new ideas lead the donor to look at its own programme again"),
    ),
    ("Learning runs both ways", "At any point the donor may become the recipient"),
)
STAGES = (
    Station("Diagnosis", "Who is poor, and where", True),
    Station("Design", "Rules, budget and institutions"),
    Station("Pilot", "A few districts for a year"),
    Station("Evaluation", "What changed, and why"),
    Station("Adjustment", "Rules follow the evidence"),
    Station("Expansion", "All districts of the country"),
    Station("Monitoring"),
    Station("Exchange", "Lessons go to other countries"),
)
CYCLES = {"feedback": FEEDBACK} | {
    f"stages-{n}": Cycle(STAGES[:n], ("The cycle of a programme", "From a need to a lesson")) for n in range(3, 9)
}
MATRIX = Fields(
    columns=(("Strategy", ""), ("Design", ""), ("Management", "")),
    rows=(("Social policies", ""), ("Protection systems", ""), ("Programmes", "such as cash transfers")),
    column_axis="Modality of cooperation",
    row_axis="Topic",
    groups=(
        Group("One country answers, where it has most experience", ((0, 1),)),
        Group("Several countries answer together", ((1, 1), (1, 2))),
    ),
)
WIDE_MATRIX = Fields(
    columns=(
        ("Political agreements", ""),
        ("Strategic design", ""),
        ("Instruments and tools", ""),
        ("Training", ""),
        ("Evaluation", "and monitoring"),
    ),
    rows=(("Social policies", ""), ("Protection systems", ""), ("Cash transfers", "with conditions"), ("Jobs", "")),
    column_axis="What is transferred",
    row_axis="What it is about",
    groups=(
        Group("Offer", ((0, 1), (2, 2), (2, 3))),
        Group("Demand", ((1, 1), (1, 2), (3, 3))),
        Group("Offer and demand meet", ((2, 4), (0, 0))),
        Group("Planned", ((3, 0),)),
    ),
)
BARE_MATRIX = Fields(MATRIX.columns, MATRIX.rows, "Modality", "Topic")
MATRICES = {"matrix": MATRIX, "wide": WIDE_MATRIX, "bare": BARE_MATRIX}
PARTNERS = PartnerMap(
    shades={
        "PE": 5, "BO": 5, "AR": 2, "US": 1, "FR": 1, "ZA": 4, "CN": 2, "SV": 4, "EC": 3,
        "LC": 1, "BB": 1, "KN": 1, "VC": 1, "TT": 1, "PS": 1, "LB": 1, "CL": 3,
    },
    most=5,
    accented=("BR", "CL", "CO", "MX"),
    legend=("1 institution", "2", "3", "4", "All 5 institutions"),
    accent_label="Countries whose institutions answered",
)  # fmt: skip
