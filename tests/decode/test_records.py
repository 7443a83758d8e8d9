"""What a model refuses is said in plain words, at the line and column of the value or key."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import BaseModel

from bot.decode import Mark, read_yaml, validate
from bot.decode.records import did_you_mean, find, find_key
from bot.knowledge.model import Claim, Entity, Header, Question, Record, Source

AN_ID = "an id is lower-case letters, digits and single hyphens, such as iran-strike, at most 40 characters"
DAYS = "write a number of days, such as 180 days"
LANGUAGE = "write the code of a language, such as en or fa"
REASON = "must give a reason for each claim, as claim-id: reason"
NO_DATE = "is not a date: write 2024-01-16, about 16 January 2024, or unknown"
STATUS = "'corroborated', 'reported', 'unverified', 'disputed', 'superseded' or 'refuted'"
GIVEN: dict[str, Any] = {"id": "x", "topic": "t", "mark": Mark("f", 1, 1)}
REST: dict[type[BaseModel], str] = {
    Source: "publisher: P\ndate: 2024\nkind: wire\n",
    Entity: "type: person\nname: N\nread_in: doc\n",
    Claim: "about: a\nsaid_by: b\nread_in: doc\n",
    Question: "ask: Why?\n",
    Header: "title: T\n",
}


def refuse(model: type[BaseModel], yaml: str) -> list[str]:
    """Read one record; the required keys that it lacks stand below it."""
    lines = [
        line
        for line in REST[model].splitlines()
        if not yaml.startswith(key := line.split()[0]) and f"\n{key}" not in yaml
    ]
    root, problems = read_yaml("\n".join([yaml, *lines]).encode(), "f")
    assert (problems, root is None) == ([], False)
    assert root is not None
    given, on = (GIVEN, "x") if issubclass(model, Record) else ({}, "")
    found = validate(model, root, "f", given, on)
    return [f"{p.mark.line}:{p.mark.column}: {p.text}" for p in found] if isinstance(found, list) else []


@pytest.mark.parametrize(
    ("model", "yaml", "problem"),
    [
        (Claim, "sad_by: iran", "1:1: unknown key 'sad_by'; did you mean 'said_by'?"),
        (Claim, "read in: doc", "1:1: unknown key 'read in'; did you mean 'read_in'?"),
        (Claim, "colour: red", "1:1: unknown key 'colour'"),
        (Claim, "id: mine", "1:1: unknown key 'id': the id is the key above"),
        (Claim, "mark: here", "1:1: unknown key 'mark'"),
        (Source, "parts:\n  a: {reliability: C, why: W, was: C}", "2:31: unknown key 'was'"),
        (Entity, "roles:\n  - {rolle: R, role: R, read_in: doc}", "2:6: unknown key 'rolle'; did you mean 'role'?"),
        (Entity, "roles:\n  - {role: R}", "2:5: 'roles' needs 'read_in'"),
        (Header, "accepted:\n  - {check: c, on: x}", "2:5: 'accepted' needs 'because'"),
        (Claim, "status: disputet", f"1:9: 'status' cannot be 'disputet': it is {STATUS}; did you mean 'disputed'?"),
        (Source, "use: check", "1:6: 'use' cannot be 'check': it is 'answers' or 'checks_only'"),
        (Claim, "credibility: '9'", "1:14: 'credibility' cannot be '9': it is 6 or less"),
        (Claim, "about: Iran Strike", f"1:8: 'about' cannot be 'Iran Strike': {AN_ID}"),
        (Claim, "supports: [ok, Not-OK]", f"1:16: 'supports' cannot be 'Not-OK': {AN_ID}"),
        (Claim, f"about: {'x' * 80}", f"1:8: 'about' cannot be '{'x' * 57}…': {AN_ID}"),
        (Source, "parts:\n  Last Bullet: {reliability: C, why: W}", f"2:3: the key cannot be 'Last Bullet': {AN_ID}"),
        (Header, "review_every: half a year", f"1:15: 'review_every' cannot be 'half a year': {DAYS}"),
        (Source, "file: seeds/a.txt", "1:7: 'file' cannot be 'seeds/a.txt': write the file's name without folders"),
        (Source, "sha256: abc", "1:9: 'sha256' cannot be 'abc': a SHA-256 sum is 64 digits and letters a to f"),
        (Header, "language: english", f"1:11: 'language' cannot be 'english': {LANGUAGE}"),
        (Entity, "wikidata: 794", "1:11: 'wikidata' cannot be '794': a Wikidata item is Q and a number, such as Q794"),
        (Source, "url: example.org", "1:6: 'url' must be a web address that begins with https:// or http://"),
        (Source, "seen: maybe", "1:7: 'seen' must be yes or no"),
        (Source, "date: 2024-02-30", "1:7: 'date' February 2024 has 29 days, there is no day 30"),
        (Source, "date: soon", f"1:7: 'date' {NO_DATE}"),
        (Source, "date: [2024]", f"1:7: 'date' {NO_DATE}"),
        (Source, "title:", "1:7: 'title' is empty: give it a value or remove the line"),
        (Source, "date: ''", "1:7: 'date' is empty: give it a value or remove the line"),
        (Source, "title: [a]", "1:8: 'title' must be a text"),
        (Source, "author: " + "x" * 201, "1:9: 'author' is longer than 200 characters"),
        (Source, "parts: none", "1:8: 'parts' must hold keys and values"),
        (Source, "known_errors: none", "1:15: 'known_errors' must be a list"),
        (Claim, "killed: -3", "1:9: 'killed' cannot be negative"),
        (Claim, "killed: 9 to 7", "1:9: 'killed' says 9 to 7: the lower number comes first"),
        (Claim, "of_whom: {men: -1}", "1:16: 'men' cannot be '-1': it is 0 or more"),
        (Claim, "of_whom: {men: two}", "1:16: 'men' cannot be 'two': it is a whole number"),
        (Claim, "of_whom: {men: 99999999}", "1:16: 'men' cannot be '99999999': it is 10000000 or less"),
        (Claim, "of_whom: {men: [1]}", "1:16: 'men' cannot be a list or mapping: it is a whole number"),
        (Claim, "read_in: []", "1:10: 'read_in' is empty: give it a value or remove the line"),
        (Claim, "read_in: [{a: b}]", "1:10: 'read_in' must be a list of sources"),
        (Claim, "read_in: 'doc#'", "1:10: 'read_in' must be a source, or source#part"),
        (Claim, "compatible_with: [other]", f"1:18: 'compatible_with' {REASON}"),
        (Question, "answer: {a: b}", "1:9: 'answer' must be a text"),
    ],
)  # fmt: skip
def test_a_sentence(model: type[BaseModel], yaml: str, problem: str) -> None:
    """Every kind of fault has its sentence; it says what would be right."""
    assert refuse(model, yaml) == [problem]


def test_a_missing_key_is_reported_at_the_record() -> None:
    """What a record lacks is reported where the record stands: at the key above it."""
    root, _ = read_yaml(b"about: a\n", "f")
    assert root is not None
    found = validate(Claim, root, "f", {**GIVEN, "mark": Mark("f", 7, 3)}, "hurt")
    assert isinstance(found, list)
    assert list(map(str, found)) == ["f:7:3: error: 'hurt' needs 'said_by'", "f:7:3: error: 'hurt' needs 'read_in'"]
    assert {problem.on for problem in found} == {"hurt"}


def test_all_faults_come_at_once() -> None:
    """One run tells everything that is wrong with a record."""
    yaml = "about: a\nsaid_by:\nkilld: 3\nstatus: sure\nread_in: doc"
    assert [problem.split(": ")[1] for problem in refuse(Claim, yaml)] == [
        "'said_by' is empty",
        "'status' cannot be 'sure'",
        "unknown key 'killd'; did you mean 'killed'?",
    ]


def test_a_fault_inside_an_alias() -> None:
    """A fault in a value that is written once and used twice is reported where it is written."""
    problems = refuse(Entity, "also: &names [N, '']\nshort: *names")
    assert [problem.split(":")[:3] for problem in problems] == [
        ["1", "18", " 'also' is empty"],
        ["1", "18", " 'short' is empty"],
    ]


@pytest.mark.parametrize(
    ("word", "end"),
    [("sad_by", "; did you mean 'said_by'?"), ("Said By", "; did you mean 'said_by'?"), ("", ""), ("zzz", "")],
)
def test_did_you_mean(word: str, end: str) -> None:
    """The nearest word is suggested if it is near, whatever its capitals, spaces and hyphens."""
    assert did_you_mean(word, ["about", "said_by", "read_in"]) == end


def test_find() -> None:
    """A path leads as far as it can; `find_key` ends at the key."""
    root, _ = read_yaml(b"a:\n  b: [c, d]\n", "f")
    assert root is not None
    nodes = [find(root, ("a", "b", 1)), find(root, ("a", "x")), find(root, ())]
    assert [(node.line, node.column) for node in nodes] == [(1, 9), (1, 2), (0, 0)]
    keys = [find_key(root, ("a", "b")), find_key(root, ("a", "b", 1))]
    assert [(node.line, node.column) for node in keys] == [(1, 2), (1, 9)]
