"""No bytes crash the reader or make it eat memory; what it refuses, it names with line and column."""

from __future__ import annotations

import codecs
from typing import Any

import pytest

from bot.decode import Mapping, Problem, plain, read_yaml
from bot.decode.yaml_text import MAX_BYTES, MAX_DEPTH, MAX_VALUES

BOMB = b"a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n" + b"".join(
    f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]\n".encode() for n in range(1, 12)
)
MANY = b"\n".join(b"%d: x" % n for n in range(MAX_VALUES // 2 + 1))
PYTHON_TAG = "tag:yaml.org,2002:python/name:os.system"


def read(data: bytes) -> tuple[Any, list[str]]:
    """Read bytes as the file `f`; give the bare tree (None if refused), and the problems as text."""
    root, problems = read_yaml(data, "f")
    return (None if root is None else plain(root)), [f"{p.mark.line}:{p.mark.column}: {p.text}" for p in problems]


@pytest.mark.parametrize(
    ("data", "tree"),
    [
        (b"", None),
        (b"  \n# only a remark\n", None),
        (b"a: b\n", {"a": "b"}),
        (b"---\na: b\n...\n", {"a": "b"}),
        (codecs.BOM_UTF8 + b"a: b\n", {"a": "b"}),
        (b"a: b\r\nc:\r\n  - d\r\n", {"a": "b", "c": ["d"]}),
        (b"a: [NO, 12:30, 0123, 2024-01-16, ~, null]", {"a": "NO 12:30 0123 2024-01-16 ~ null".split()}),
        (b"1: one\ntrue: yes\n", {"1": "one", "true": "yes"}),
        (b"a: &x {b: 1}\nc: *x\n", {"a": {"b": "1"}, "c": {"b": "1"}}),
        (b"a: &x 1\nb: &x 2\nc: *x\n", {"a": "1", "b": "2", "c": "2"}),
        (b"a: &x q\n*x : b\n", {"a": "q", "q": "b"}),
        (b"a:\nb: ''\n", {"a": "", "b": ""}),
        ("a: جیش‌العدل 😀\n".encode(), {"a": "جیش\u200cالعدل 😀"}),
        (b"a: >\n  one\n  two\n", {"a": "one two\n"}),
        (b"a: " + b"[" * (MAX_DEPTH - 1) + b"]" * (MAX_DEPTH - 1), {"a": []}),
    ],
)  # fmt: skip
def test_what_is_read(data: bytes, tree: Any) -> None:
    """Every scalar is text as written, and nothing is guessed; an empty file is no fault."""
    found, problems = read(data)
    while isinstance(tree, dict) and tree == {"a": []} and found["a"]:
        found = {"a": found["a"][0]}
    assert (found, problems) == (tree, [])


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"a: !!python/name:os.system\n", f"1:4: the tag {PYTHON_TAG!r} is not used here: remove it"),
        (b"a: !mine b\n", "1:4: the tag '!mine' is not used here: remove it"),
        (b"a: *x\n", "1:4: the alias *x names no anchor of this file"),
        (b"a: &x [*x]\n", "1:8: the alias *x contains itself"),
        (b"a: &x {b: {c: *x}}\n", "1:15: the alias *x contains itself"),
        (BOMB, f"5:5: holds more than {MAX_VALUES} values, aliases counted in full"),
        (b"a: " + b"[" * 1_000_000, f"1:27: is nested deeper than {MAX_DEPTH} levels"),
        (b"a: " + b"{a: " * 100_000, f"1:96: is nested deeper than {MAX_DEPTH} levels"),
        (b"- " * 100_000, f"1:49: is nested deeper than {MAX_DEPTH} levels"),
        (b"a: b\nc: &x {d: e}\nf:\n  <<: *x\n", "4:3: merge keys (<<) are not read: write the values out"),
        (b"? [a, b]\n: c\n", "1:3: a key must be plain text"),
        (b"{{a: b}: c}\n", "1:2: a key must be plain text"),
        (b"a: &x [1]\n*x : b\n", "2:1: a key must be plain text"),
        (b"a: b\n---\nc: d\n", "2:1: holds a second document: remove '---'"),
        (b"- a\n", "1:1: must begin with a section such as 'events:'"),
        (b"\nhello\n", "2:1: must begin with a section such as 'events:'"),
        (b"a:\n\tb: c\n", "2:1: is not valid YAML: found character that cannot start any token"),
        (b"a: b: c\n", "1:5: is not valid YAML: mapping values are not allowed in this context"),
        (b"a: [b\n\n", "1:6: is not valid YAML: did not find expected ',' or ']'"),
        (
            b"a: b\nc: 'd\n\ne: f\n\n",
            "4:5: is not valid YAML: found unexpected end of stream "
            "(while scanning a quoted scalar that began in line 2)",
        ),
        (b"%YAML 9.9\n---\na: b\n", "1:1: is not valid YAML: found incompatible YAML document"),
        ("a: b\n".encode("utf-16"), "1:1: is not UTF-8 (byte 0xff): save the file as UTF-8"),
        ("a: b\n".encode("utf-16-le"), "1:2: contains the control character U+0000: remove it"),
        ("a: b\nc: é\n".encode("latin-1"), "2:4: is not UTF-8 (byte 0xe9): save the file as UTF-8"),
        (codecs.BOM_UTF8 + b"a: \xff", "1:4: is not UTF-8 (byte 0xff): save the file as UTF-8"),
        (b"a: \xed\xa0\x80\n", "1:4: is not UTF-8 (byte 0xed): save the file as UTF-8"),
        (b"a: b\nc: d\x00e\n", "2:5: contains the control character U+0000: remove it"),
        (b"a: \x1b[31mred\n", "1:4: contains the control character U+001B: remove it"),
        (b'a: "\\0"\n', "1:4: contains the control character U+0000: remove it"),
        (b'a: "\\e[31m"\n', "1:4: contains the control character U+001B: remove it"),
        ("a: \ufffe\n".encode(), "1:4: contains the control character U+FFFE: remove it"),
        (b"a: " + b"x" * MAX_BYTES, "1:1: is larger than 4 MiB: split it into several files"),
        (MANY, f"{MAX_VALUES // 2 + 1}:1: holds more than {MAX_VALUES} values, aliases counted in full"),
    ],
    ids=range(33),
)  # fmt: skip
def test_what_is_refused(data: bytes, problem: str) -> None:
    """A file that cannot be read as a tree gives no tree and one problem, where it is."""
    assert read(data) == (None, [problem])


def test_repeated_keys() -> None:
    """Every repetition is reported with its first place; the first value stays, and reading goes on."""
    assert read(b"a:\n  b: 1\n  c: 2\n  b: 3\na: 4\nd: {e: 5, e: 6}\n") == (
        {"a": {"b": "1", "c": "2"}, "d": {"e": "5"}},
        [
            "4:3: the key 'b' stands here again (first in line 2)",
            "5:1: the key 'a' stands here again (first in line 1)",
            "6:11: the key 'e' stands here again (first in line 6)",
        ],
    )


def test_places() -> None:
    """Every node knows the line and column where it was written, aliases those of their anchor."""
    root, _ = read_yaml(b"a: &x\n  - b\nc:   *x\n", "f")
    assert isinstance(root, Mapping)
    assert [(key.value, key.line, key.column) for key in root.keys.values()] == [("a", 0, 0), ("c", 2, 0)]
    assert root.items["a"] is root.items["c"]
    assert (root.items["c"].line, root.items["c"].column) == (0, 3)


def test_a_problem_prints_as_one_line() -> None:
    """What a person reads is `file:line:column: severity: text`."""
    _, problems = read_yaml(b"a: *x\n", "topic/claims.yaml")
    assert [str(problem) for problem in problems] == [
        "topic/claims.yaml:1:4: error: the alias *x names no anchor of this file"
    ]
    assert problems[0] == Problem(problems[0].mark, problems[0].text, "yaml", "error", "")
