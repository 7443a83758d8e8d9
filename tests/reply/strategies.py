"""Any Reply that the types allow, with the worst text that people write: for renderers that must never crash."""

from __future__ import annotations

from hypothesis import strategies as st

from bot.reply import (
    Block,
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
from tests.reply.samples import CAPTION, ESSAY, REPOST, RETRACTED, UNSIGNED, WEEKLY

HOSTILE = [
    "",
    " ",
    "[1]",
    "[ 2 ]",
    "[[3]]",
    "[\u200c4]",
    "[۵]",
    "[link](javascript:alert(1))",
    "![picture](https://evil.example/x.png)",
    "<https://evil.example>",
    "https://evil.example www.evil.example mailto:a@evil.example",
    "!",
    "no!",
    "[evil]: https://evil.example",
    "[^1]: a footnote",
    "<script>alert(1)</script>",
    "<!-- ",
    "&lt;b&gt; &amp; &copy;",
    "# heading",
    "heading\n===",
    "---",
    "***bold*** _under_ ~~gone~~ `code` ``` fence",
    "- item",
    "1. item",
    "12) item",
    "> quote",
    "| a | b |\n|---|---|\n| c | d |",
    "\tindented code",
    "back\\slash\\",
    "@everyone @here <@1234> <#5> <@&6> <!channel> <!subteam^S1|x> #12",
    "[red]markup[/red] [bold]",
    ":smile: $x^2$ ||spoiler||",
    "\x1b[31mred\x1b[0m \x1b]8;;https://evil.example\x07link\x1b]8;;\x07",
    "\x9b31m \x00 \x07 \x08 \r\n",
    "\u202eover\u202c \u2066isolate\u2069",
    "one\u2028two\u2029three\x85four",
    "جیش‌العدل [2], 16",
    "سپاه پاسداران (انقلاب) و שלום",
    "👩‍👩‍👧 ⚠️ e\u0301 ﷽",
    "\ud83d",
    "\ufeff\u00ad\u200b\U000e0041",
    "x" * 300,
    "界" * 90,
    "a" + "\u0301" * 60,
    '"quoted \\" value"',
    "key:value from:2024",
    "iran:pakistan",
    "{{ template }} %s {0} ${HOME}",
]

texts = st.one_of(
    st.sampled_from(HOSTILE),
    st.text(max_size=40),
    st.text("[]()*_`#<>|\\&!-+.1:/@ \n\u200eابa", max_size=20),
    st.lists(st.sampled_from(HOSTILE), max_size=3).map(" ".join),
)
flags = st.lists(
    st.sampled_from(["ai_generated", "unreliable", "retracted", "party", "undated", "unsigned", "dead_link", "new"]),
    unique=True,
    max_size=4,
).map(tuple)
addresses = st.sampled_from(
    ["https://a.example", "http://b.example/c?d=(1)&copy=2#e[f]", "https://ü.example/ص", "https://c.example/a_b*c~d"]
)
urls = st.none() | addresses | st.sampled_from(["javascript:alert(1)", "https://x\x1b\\", "https://", "file:///etc"])
fresh = st.builds(
    Citation,
    source=st.sampled_from(["doc-000", "doc-001", "doc-002"]),
    part=st.none() | texts,
    title=texts,
    publisher=texts,
    date=texts,
    reliability=st.sampled_from("ABCDEF"),
    flags=flags,
    file=st.none() | texts,
    url=urls,
)
# Most citations are shared by several statements, as in life.
citations = st.sampled_from([REPOST, CAPTION, UNSIGNED, WEEKLY, ESSAY, RETRACTED]) | fresh
several = st.lists(citations, max_size=4).map(tuple)
calls = st.builds(
    Call,
    name=st.sampled_from(["who", "timeline", "sources"]),
    options=st.dictionaries(st.sampled_from(["entity", "about", "page"]), texts, max_size=3),
    words=texts,
    main=st.sampled_from(["", "entity"]),
)

words = st.one_of(texts, st.builds(Strong, texts), st.builds(Quote, texts), st.builds(Link, texts, addresses))
spans = st.lists(words | st.builds(Cite, citations), max_size=6).map(tuple)
rows = st.builds(
    CardRow,
    speaker=texts,
    value=texts,
    citations=several,
    claim=st.just("claim"),
    detail=texts,
    side=texts,
    standing=texts,
    note=texts,
)
cards = st.builds(
    Card,
    title=texts,
    kind=st.sampled_from(["disputed", "several", "single"]),
    rows=st.lists(rows, max_size=4).map(tuple),
    basis=texts,
    call=st.none() | calls,
)
entries = st.builds(
    Entry,
    when=texts,
    title=texts,
    event=st.just("event"),
    citations=several,
    place=texts,
    actors=texts,
    disputed=spans,
    unverified=st.booleans(),
    call=st.none() | calls,
)
blocks: st.SearchStrategy[Block] = st.one_of(
    st.builds(Heading, texts, st.sampled_from([1, 2])),
    st.builds(Paragraph, spans),
    st.builds(Note, texts, st.sampled_from(["info", "warning"])),
    st.builds(Items, st.lists(spans, max_size=4).map(tuple)),
    st.builds(Fields, st.lists(st.builds(Field, texts, spans), max_size=4).map(tuple)),
    cards,
    st.builds(Timeline, st.lists(entries, max_size=3).map(tuple)),
    st.builds(Diff, texts, st.lists(st.builds(DiffRow, texts, texts, texts), max_size=4).map(tuple)),
    st.builds(Pager, st.integers(1, 99), st.integers(1, 99), st.none() | calls, st.none() | calls),
    st.builds(Buttons, st.lists(st.builds(Button, texts, calls), max_size=3).map(tuple)),
)
replies = st.builds(
    Reply,
    blocks=st.lists(blocks, max_size=5).map(tuple),
    outcome=st.sampled_from(["answer", "closest", "not_covered", "not_found", "usage", "faulty", "denied", "error"]),
    entities=st.just(("jaish-al-adl",)),
    call=st.none() | calls,
    stamp=st.none() | st.builds(Stamp, st.just("topic"), texts, st.just("0123abcd")),
)
