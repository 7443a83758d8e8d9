"""The archive: a gzipped tar whose first member, manifest.json, lists every other one with its SHA-256.

It is complete or it is not there: written beside its final name, read back and compared, then renamed.
"""

from __future__ import annotations

import hashlib
import json
import os
import tarfile
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path, PurePosixPath
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from bot.errors import CannotStart

MANIFEST = "manifest.json"
FORMAT = 1
LARGEST_MANIFEST = 4 * 1024 * 1024
"""Bytes; 5,000 files, the most that a topic may have, take a quarter of it."""


class Manifest(BaseModel):
    """What an archive holds. `database` is "sqlite", "postgresql", or None when there was none yet."""

    model_config = ConfigDict(frozen=True)

    format: Annotated[int, Field(ge=1, le=FORMAT)] = FORMAT
    version: str
    made: str
    database: str | None
    knowledge: str | None
    files: dict[str, str]


def write(file: Path, members: Mapping[str, Path], about: Mapping[str, Any]) -> Manifest:
    """Pack files under the names given.

    Raises:
        CannotStart: the archive cannot be written, or reads back differently.
    """
    hashes = {name: _sha256(path) for name, path in sorted(members.items())}
    manifest = Manifest.model_validate({**about, "files": hashes})
    growing = file.with_name(f".{file.name}.{os.getpid()}")
    try:
        with growing.open("xb") as stream:
            os.chmod(growing, 0o600)  # it holds what people proposed and who they are
            with tarfile.open(fileobj=stream, mode="w:gz") as archive:
                told = manifest.model_dump_json(indent=2).encode()
                info = tarfile.TarInfo(MANIFEST)
                info.size = len(told)
                archive.addfile(info, BytesIO(told))
                for name in hashes:
                    archive.add(members[name], name, recursive=False)
            stream.flush()
            os.fsync(stream.fileno())
        verify(growing)
        os.replace(growing, file)
    except OSError as error:
        raise CannotStart(f"{file} cannot be written: {error.strerror or error}.") from None
    finally:
        growing.unlink(missing_ok=True)
    return manifest


def verify(file: Path) -> Manifest:
    """Read an archive to its end and compare every file with the manifest."""
    return _walk(file, None)


def unpack(file: Path, into: Path) -> Manifest:
    """Unpack an archive into an empty folder, and compare as `verify` does.

    Raises:
        CannotStart: it is no archive of ours, or of a newer version, or it was damaged.
    """
    return _walk(file, into)


def _walk(file: Path, into: Path | None) -> Manifest:
    """Go through an archive once. Only names that the manifest lists, plain and relative, are taken."""
    try:
        with tarfile.open(file, "r:gz") as archive:
            manifest = _manifest(file, archive)
            left = dict(manifest.files)
            while (member := archive.next()) is not None:
                path = PurePosixPath(member.name)
                if not member.isfile() or path.is_absolute() or ".." in path.parts or member.name not in left:
                    raise CannotStart(f"{file} holds {member.name[:80]!r}, which its manifest does not list.")
                stream = archive.extractfile(member)
                assert stream is not None  # a regular file
                digest = hashlib.sha256()
                target = None
                if into is not None:
                    target = into / path
                    target.parent.mkdir(parents=True, exist_ok=True)
                with target.open("xb") if target else open(os.devnull, "wb") as out:
                    while piece := stream.read(1 << 20):
                        digest.update(piece)
                        out.write(piece)
                if digest.hexdigest() != left.pop(member.name):
                    raise CannotStart(f"{file} is damaged: {member.name} is not what was backed up.")
    except (tarfile.TarError, EOFError, OSError) as error:
        raise CannotStart(f"{file} cannot be read: {getattr(error, 'strerror', None) or error}.") from None
    if left:
        raise CannotStart(f"{file} is damaged: {len(left)} files are missing, {next(iter(left))} among them.")
    return manifest


def _manifest(file: Path, archive: tarfile.TarFile) -> Manifest:
    first = archive.next()
    stream = archive.extractfile(first) if first and first.name == MANIFEST and first.isfile() else None
    if stream is None or first is None or first.size > LARGEST_MANIFEST:
        raise CannotStart(f"{file} is no backup of explainer-bot: it does not begin with {MANIFEST}.")
    try:
        return Manifest.model_validate(json.loads(stream.read()))
    except (ValueError, ValidationError):
        raise CannotStart(f"{file} is of a newer version, or damaged: its manifest cannot be read.") from None


def _sha256(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
