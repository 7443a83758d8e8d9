"""Whatever stands in a file, loading it ends with a topic or with problems at places, never with a crash."""

from __future__ import annotations

import json
from typing import Any

import yaml
from hypothesis import given
from hypothesis import strategies as st

from bot.decode import plain, read_yaml
from bot.knowledge.files import TopicFolder
from bot.knowledge.load import load_topic
from bot.knowledge.model import RECORDS, Header

VALID = """\
topic: {title: Small, summary: "It fell on 16 January 2024 [struck].", reviewed: 2024-02-01, review_every: 180 days,
  sensitive: [terrorist], glossary: {word: what it means}, accepted: [{check: links_live, on: paper, because: So.}]}
sources:
  paper: {publisher: The Paper, date: 2024-02-01, kind: newspaper, reliability: C, why: Unsigned., based_on: [wire],
    parts: {lead: {reliability: E, why: Wrong.}}, known_errors: [{where: Lead, says: A, because: B, claims: [struck]}]}
  wire: {publisher: The Wire, date: about 2024-02-01, kind: wire, seen: no, url: "https://wire.example/"}
entities:
  north: {type: government, name: Northland, party: yes, read_in: paper#lead, names: {fa: [جیش]}, short: [NL]}
  agency: {type: media, name: State Agency, speaks_for: north, read_in: {paper: so}, roles: [{role: R, read_in: paper}],
    relations: [{kind: works for, to: north, read_in: paper}], sensitive: {terrorist: [north]}}
  village: {type: place, name: Green Village, country: north, within: north, read_in: paper, at: 27.37 N 62.33 E}
events:
  strike: {title: A strike, date: 2024-01-16, ends: "2024-01-17", kind: bombing, by: north, place: village}
  after: {title: Talks, date: "[2024-01-17..]", kind: talks, follows: strike, part_of: strike}
claims:
  struck: {about: strike, said_by: source itself, read_in: [paper, paper#lead], statement: A strike., aspect: What}
  dead: {about: strike, said_by: agency, read_in: paper, killed: 7 to 9, of_whom: {men: 8}, contradicts: fewer}
  fewer: {about: strike, said_by: north, via: agency, read_in: paper, killed: 2, status: disputed, quote: "two [2]"}
  day: {about: strike, said_by: north, read_in: paper, date: 2024-01-15, status: refuted, because: Wrong.}
  where: {about: strike, said_by: north, read_in: paper, place: [village], compatible_with: {day: So.}, credibility: 3}
questions:
  toll: {ask: "How many?", answer: "Two died, it says [fewer]. On Tuesday seven to nine [dead].", see_also: [north]}
corrections:
  first: {on: 2024-02-10, what: A slip., changes: [dead], was: one, now: two}
"""
_ROOT, _PROBLEMS = read_yaml(VALID.encode(), "a.yaml")
assert _ROOT is not None, _PROBLEMS
TREE: dict[str, dict[str, Any]] = plain(_ROOT)
SECTIONS = {kind.section: kind for kind in RECORDS}
WORDS = sorted({word for record in TREE.values() for value in record.values() for word in str(value).split(" ")})

scalars = st.one_of(
    st.sampled_from(
        [*TREE["claims"], *TREE["entities"], "paper", "wire", "none", "unknown", "source itself", "yes", ""]
    ),
    st.sampled_from(
        ["2024-01-16", "/2024", "[2024-01-16,2024-01-18]", "16 or 17 January 2024", "9 to 7", "-3", "over 9"]
    ),
    st.lists(st.sampled_from(WORDS), max_size=8).map(" ".join),
    st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=30),
)
values = st.recursive(
    scalars, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(scalars, inner, max_size=3), max_leaves=6
)


DATES = [
    "unknown",
    "2024",
    "2024-01-16",
    "about 2024-01-16",
    "before 17 January 2024",
    "[2024-01-16,2024-01-18]",
    "1904-02",
]
AMOUNTS = ["0", "2", "7 to 9", "at least 2", "over 100", "about 90", "none", "some", "two hundred and five"]
PIECES = (
    'On Tuesday 16 January 2024 , two people died Jan 17 in 2023 ; says terrorist " one of nine . ! [dead] [fewer]. []'
).split()
IDS = sorted({id for section, records in TREE.items() if section != "topic" for id in records})

ids = st.sampled_from(IDS)
texts = st.lists(st.sampled_from(PIECES), min_size=1, max_size=14).map(" ".join)


def plausible(schema: dict[str, Any]) -> st.SearchStrategy[Any]:
    """Values that a key may have by the schema, so that the checks are reached, whatever they then say."""
    told = json.dumps(schema)
    if "enum" in schema:
        return st.sampled_from([str(option) for option in schema["enum"]])
    if "anyOf" in schema and "#/$defs" not in told:
        return st.one_of([plausible(option) for option in schema["anyOf"] if option.get("type") != "null"])
    if "EDTF" in told:
        return st.sampled_from(DATES)
    if "7 to 9" in told:
        return st.sampled_from(AMOUNTS)
    one: st.SearchStrategy[Any] = ids if "a-z0-9" in told else texts
    match schema.get("type"):
        case "array" if "#/$defs" not in told:
            return st.lists(one, max_size=3)
        case "object" if "#/$defs" not in told:
            return st.dictionaries(ids, st.sampled_from(["1", "5"]) if "integer" in told else one, max_size=3)
        case "string":
            return one
        case _:
            return values


PLAUSIBLE = {
    (section, key): plausible(schema)
    for section, kind in SECTIONS.items()
    for key, schema in kind.model_json_schema()["properties"].items()
}


def load_bytes(data: bytes) -> None:
    """Load one file; whatever is wrong with it must be a Problem at a place, and an error if there is no topic."""
    topic, problems, _ = load_topic(TopicFolder("small", {"small/a.yaml": data}, ()))
    assert (topic is None) == any(problem.severity == "error" for problem in problems)
    for problem in problems:
        assert str(problem).startswith("small/a.yaml:")
        assert problem.mark.line >= 1
        assert problem.mark.column >= 1
        assert problem.check
        assert "\n" not in problem.text


def test_the_base_is_sound() -> None:
    """The text that is spoiled below is served as it stands, so that spoiling it means something."""
    topic, problems, _ = load_topic(TopicFolder("small", {"small/a.yaml": VALID.encode()}, ()))
    assert topic is not None, problems


@given(st.binary(max_size=400))
def test_any_bytes(data: bytes) -> None:
    """Bytes that nobody meant as YAML are refused or read, and that is all."""
    load_bytes(data)


@given(st.data())
def test_any_damage(data: st.DataObject) -> None:
    """A sound file with pieces cut out, doubled or overwritten is refused or read."""
    text = VALID.encode()
    for _ in range(data.draw(st.integers(1, 4))):
        start = data.draw(st.integers(0, len(text)))
        end = min(len(text), start + data.draw(st.integers(0, 60)))
        put = data.draw(
            st.one_of(st.binary(max_size=12), st.sampled_from([b"", text[start:end] * 2, b"\n  ", b": ", b"- "]))
        )
        text = text[:start] + put + text[end:]
    load_bytes(text)


@given(st.data())
def test_any_meaning(data: st.DataObject) -> None:
    """A sound tree in which values mean something else, mostly of the right type, is refused or read."""
    tree = {section: dict(records) for section, records in TREE.items()}
    for _ in range(data.draw(st.integers(1, 5))):
        section, key = data.draw(st.sampled_from(sorted(PLAUSIBLE)))
        id = data.draw(st.sampled_from(sorted(tree[section])))
        tree[section][id] = {**tree[section][id], key: data.draw(PLAUSIBLE[section, key])}
    load_bytes(yaml.dump(tree, allow_unicode=True, sort_keys=False).encode())


@given(st.data())
def test_any_values(data: st.DataObject) -> None:
    """A sound tree with any values, known or unknown, under known and unknown keys is refused or read."""
    tree = {section: dict(records) for section, records in TREE.items()}
    for _ in range(data.draw(st.integers(1, 4))):
        section = data.draw(st.sampled_from(sorted(tree)))
        if section == "topic":
            tree[section][data.draw(st.sampled_from(sorted(Header.model_fields)))] = data.draw(values)
            continue
        id = data.draw(st.sampled_from(sorted(tree[section])) | scalars)
        record = tree[section].get(id, {})
        key = data.draw(st.sampled_from(sorted(SECTIONS[section].model_fields)) | scalars)
        tree[section][id] = {**record, key: data.draw(values)} if isinstance(record, dict) else data.draw(values)
    load_bytes(yaml.dump(tree, allow_unicode=True, sort_keys=False).encode())
