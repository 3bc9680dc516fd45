"""The runtime modules that have been read and are believed, by the digest of their text.

Every proof rests on what they do: they are the same in every package, and no workbook changes them.
After a change to one of them, read it, then write the table anew:

    python -m tablewright_verify.trusted FOLDER > trusted.json

where FOLDER holds the runtime, and trusted.json takes the place of the file beside this module.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Mapping
from pathlib import Path

_TABLE = Path(__file__).with_name("trusted.json")


def digest_of(text: str) -> str:
    """The sha256 of a text."""
    return hashlib.sha256(text.encode()).hexdigest()


def digests_of(runtime: Mapping[str, str]) -> dict[str, str]:
    """The digests of the runtime modules that a version module can reach, by name."""
    return {name: digest_of(text) for name, text in sorted(runtime.items()) if is_needed(name)}


def is_needed(name: str) -> bool:
    """Whether version modules rest on a file; those for whole frames are tested, not proved."""
    return not name.endswith("_frame.py")


def trusted() -> dict[str, str]:
    """The digests that are believed."""
    table = json.loads(_TABLE.read_text(encoding="utf-8"))
    return {str(name): str(digest) for name, digest in table.items()}


def strangers(runtime: Mapping[str, str]) -> tuple[str, ...]:
    """The modules whose text is not the one that was read, or that are missing."""
    found, known = digests_of(runtime), trusted()
    return tuple(sorted(name for name in found | known if found.get(name) != known.get(name)))


def table_of(folder: Path) -> str:
    """The table for a folder of runtime modules, as it is written."""
    texts = {path.name: path.read_text(encoding="utf-8") for path in folder.glob("_*.py")}
    texts.pop("__init__.py", None)
    return json.dumps(digests_of(texts), indent=2) + "\n"


if __name__ == "__main__":
    sys.stdout.write(table_of(Path(sys.argv[1])))
