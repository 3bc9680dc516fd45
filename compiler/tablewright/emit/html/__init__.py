"""A typed program to the page that people read: one self-contained HTML file per version."""

from tablewright.emit.html.index import IndexEntry
from tablewright.emit.html.render import emit, emit_index, page_name
from tablewright.emit.html.told import Told

__all__ = ["IndexEntry", "Told", "emit", "emit_index", "page_name"]
