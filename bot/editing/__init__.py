"""How written knowledge is changed: record by record, byte for byte nothing else, whole or not at all.

    slice = locate(folder, topic, section, id)             what stands there, and its hash
    prepared = prepare(folder, [Replace(…, slice.hash, new_text), correction(…)])
    written = write(folder, prepared)                      on the disk, or problems, or CannotWrite

No database, no chat, no event loop: everything here waits for the disk, so call it in a thread.
"""

from bot.editing.apply import apply
from bot.editing.corrections import changes_facts, correction, was_and_now
from bot.editing.difference import FieldChange, field_changes, line_changes
from bot.editing.edit import Add, Conflict, Edit, Remove, Replace, Slice
from bot.editing.faults import CannotWrite
from bot.editing.git import GitRefused, commit
from bot.editing.ids import new_id
from bot.editing.locate import locate
from bot.editing.prepare import FileChange, Prepared, RecordChange, prepare
from bot.editing.record_text import record_yaml
from bot.editing.templates import template
from bot.editing.write import recover, write

__all__ = [
    "Add",
    "CannotWrite",
    "Conflict",
    "Edit",
    "FieldChange",
    "FileChange",
    "GitRefused",
    "Prepared",
    "RecordChange",
    "Remove",
    "Replace",
    "Slice",
    "apply",
    "changes_facts",
    "commit",
    "correction",
    "field_changes",
    "line_changes",
    "locate",
    "new_id",
    "prepare",
    "record_yaml",
    "recover",
    "template",
    "was_and_now",
    "write",
]
