"""Text that people wrote, turned into typed values; every fault a Problem at its Mark, never a crash."""

from bot.decode.mark import Mark, Problem
from bot.decode.records import validate
from bot.decode.tree import Mapping, Node, Scalar, Sequence, plain
from bot.decode.yaml_text import read_yaml

__all__ = ["Mapping", "Mark", "Node", "Problem", "Scalar", "Sequence", "plain", "read_yaml", "validate"]
