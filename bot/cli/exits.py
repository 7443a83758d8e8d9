"""The exit codes that scripts rely on; 0 is done."""

PROBLEMS = 1
"""Something that was looked at is not right."""
USAGE = 2
"""Wrong usage or configuration."""
BUG = 3
INTERRUPTED = 130
