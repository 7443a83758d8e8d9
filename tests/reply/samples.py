"""Replies as the commands make them, with every block and the hard cases: long, disputed, flagged, right to left."""

from __future__ import annotations

from bot.reply import (
    Button,
    Buttons,
    Call,
    Card,
    CardRow,
    Citation,
    Cite,
    Diff,
    DiffRow,
    Entry,
    Field,
    Fields,
    Heading,
    Items,
    Link,
    Note,
    Pager,
    Paragraph,
    Quote,
    Reply,
    Stamp,
    Strong,
    Timeline,
)

REPOST = Citation(
    "doc-000",
    None,
    "Islamabad's inaction on militants, domestic pressure forced Iran to strike Pakistan: Report",
    "Repost on investsfocus.com; original outlet not named in our copy",
    "19 January 2024",
    "B",
    (),
    "000_854e0bcab90f5bc6.txt",
    "https://www.investsfocus.com",
)
CAPTION = Citation(
    "doc-000",
    "caption",
    REPOST.title,
    REPOST.publisher,
    REPOST.date,
    "C",
    (),
    REPOST.file,
    REPOST.url,
)
UNSIGNED = Citation(
    "doc-001",
    None,
    "Iran-Pakistan Conflict Intensifies Rising Hostilities: Global Alarm",
    "unknown",
    "after 18 January 2024",
    "C",
    ("undated", "unsigned"),
    "001_290346497ef48b64.txt",
)
WEEKLY = Citation(
    "doc-003",
    None,
    "",
    "A weekly of Tehran",
    "20 January 2024",
    "C",
    ("party",),
    "003.txt",
    "http://weekly.example/a?b=1&copy=2",
)
ESSAY = Citation("doc-004", None, "The essay", "unknown", "undated", "E", ("ai_generated", "undated"), "004.txt")
RETRACTED = Citation(
    "doc-005", None, "", "An agency", "2024", "D", ("unreliable", "retracted"), None, "https://agency.example/"
)

STAMP = Stamp("iran-pakistan-2024", "1.0", "3fa9c1d2")

WHO = Reply(
    (
        Heading("Jaish al-Adl", 1),
        Note("جیش‌العدل → Jaish al-Adl (another name)."),
        Paragraph(
            (
                "A Sunni and separatist armed group on both sides of the border.",
                Cite(REPOST),
                Cite(UNSIGNED),
                " Iran says that its strike was aimed at this group.",
                Cite(WEEKLY),
                " It was founded in 2012.",
                Cite(ESSAY),
            )
        ),
        Fields(
            (
                Field("What", ("armed group ", Cite(REPOST), Cite(UNSIGNED), Cite(ESSAY))),
                Field("Role", ("Sunni armed group ", Cite(REPOST))),
                Field("Role", ("ethnic Baloch separatist group ", Cite(ESSAY))),
                Field("Also written", ("Jaish ul-Adl, Jaysh al-Adl, Army of Justice ", Cite(REPOST))),
                Field("In Persian", ("جیش‌العدل · جیش عدل ", Cite(REPOST), Cite(ESSAY))),
                Field("In Urdu", ("جیش العدل ", Cite(REPOST))),
                Field("Address", (Link("https://weekly.example/", "https://weekly.example/"), " ", Cite(WEEKLY))),
            )
        ),
        Heading("What is said about it"),
        Items(
            (
                ("Iran: has links with ", Strong("Islamic State"), " (disputed) ", Cite(UNSIGNED)),
                ("Iran's foreign minister: ", Quote("an Iranian terrorist group"), " ", Cite(WEEKLY), Cite(RETRACTED)),
            )
        ),
        Pager(1, 2, None, Call("who", {"entity": "jaish-al-adl", "page": "2"}, main="entity")),
        Buttons(
            (
                Button("Timeline", Call("timeline", {"about": "jaish-al-adl"}, main="about")),
                Button("Who says what", Call("sources", {"subject": "jaish-al-adl"}, main="subject")),
                Button("Not: Jeish al-Zulfiqar", Call("who", {"entity": "jeish-al-zulfiqar"}, main="entity")),
            )
        ),
    ),
    entities=("jaish-al-adl", "jeish-al-zulfiqar"),
    claims=("jaish-is-links",),
    call=Call("who", {"entity": "jaish-al-adl"}),
    stamp=STAMP,
)

CASUALTIES = Reply(
    (
        Heading("Who says what: casualties", 1),
        Card(
            "Killed · Pakistan strikes targets in Iran, 18 January 2024",
            "disputed",
            (
                CardRow(
                    "Iran's interior minister, via IRNA",
                    "9",
                    (REPOST, UNSIGNED),
                    "iran-nine",
                    "said 18 January 2024",
                    "Iran",
                    "disputed",
                ),
                CardRow(
                    "Deputy governor of Sistan and Baluchestan",
                    "7",
                    (WEEKLY,),
                    "iran-seven",
                    "3 women, 4 children",
                    "Iran",
                    "earlier account",
                    "later: 9",
                ),
                CardRow(
                    "The article itself",
                    "a number of militants, none of them named, in several hide-outs",
                    (ESSAY, RETRACTED),
                    "x",
                ),
                CardRow("صدا و سیما", "9", (REPOST,), "y", "", "ایران", "disputed"),
            ),
            "4 articles, 2 origins, 3 voices",
            Call("trace", {"claim": "iran-nine"}, main="claim"),
        ),
        Card(
            "Killed · Iran strikes targets in Pakistan, 16 January 2024",
            "several",
            (CardRow("Pakistan", "2", (REPOST, UNSIGNED, WEEKLY), "pakistan-two", "2 children", "", "corroborated"),),
            "3 articles, 2 origins, 1 voice",
            Call("trace", {"claim": "pakistan-two"}, main="claim"),
        ),
        Card(
            "Injured · Iran strikes targets in Pakistan",
            "single",
            (CardRow("Pakistan", "3 girls", (CAPTION,), "z"),),
            "1 article",
        ),
        Buttons((Button("All sources", Call("sources")),)),
    ),
    events=("pakistan-strike", "iran-strike"),
    call=Call("sources", {"subject": "casualties"}),
    stamp=STAMP,
)

TIMELINE = Reply(
    (
        Heading("Timeline: Iran and Pakistan, January 2024", 1),
        Note("Only events from 3 January 2024."),
        Note("Some of this rests on weak sources alone.", "warning"),
        Timeline(
            (
                Entry(
                    "Wednesday 3 January 2024", "Bombs go off in Kerman", "kerman", (REPOST, UNSIGNED), "Kerman (کرمان)"
                ),
                Entry(
                    "Tuesday 16 January 2024",
                    "Iran strikes targets in Pakistan's Balochistan",
                    "iran-strike",
                    (REPOST, WEEKLY),
                    "Panjgur, Balochistan",
                    "Iran → said to target Jaish al-Adl",
                    (
                        "Date contested; also read: 16 January 2023 (refuted)",
                        Cite(ESSAY),
                        " Also read: 18 January 2024 (disputed)",
                        Cite(CAPTION),
                    ),
                    call=Call("event", {"event": "iran-strike"}, main="event"),
                ),
                Entry("January 2024", "Houthis said to attack", "houthis", (ESSAY,), unverified=True),
            )
        ),
        Pager(2, 3, Call("timeline", {"from": "2024-01-03"}), Call("timeline", {"from": "2024-01-03", "page": "3"})),
        Buttons((Button("Who counted what", Call("sources", {"subject": "casualties"}, main="subject")),)),
    ),
    events=("kerman", "iran-strike", "houthis"),
    call=Call("timeline", {"from": "2024-01-03", "page": "2"}),
    stamp=STAMP,
)

REFUSAL = Reply(
    (
        Heading("Not found", 1),
        Note("Our sources have nothing under “@everyone [click](javascript:x) <b>[3]</b>”."),
        Buttons((Button("Jaish al-Adl", Call("who", {"entity": "jaish-al-adl"}, main="entity")),)),
    ),
    "not_found",
    entities=("jaish-al-adl",),
    call=Call("who", words="@everyone [click](javascript:x) <b>[3]</b>"),
)

REVIEW = Reply(
    (
        Heading("Proposal 12", 1),
        Note("Suggested on 20 November 2026; it would change claims.yaml."),
        Diff(
            "iran-nine (claims)",
            (
                DiffRow("killed", "9", "8"),
                DiffRow("because", "", "Later counts [1] say `eight`."),
                DiffRow("names.fa", "جیش‌العدل", ""),
            ),
        ),
        Buttons((Button("Accept", Call("accept", {"proposal": "12"}, main="proposal")),)),
    ),
    call=Call("review", {"proposal": "12"}),
    stamp=STAMP,
)

SAMPLES = {"who": WHO, "casualties": CASUALTIES, "timeline": TIMELINE, "refusal": REFUSAL, "review": REVIEW}
