"""A typed program to the page that people read: one self-contained HTML file per version."""

from tablewright.emit.html.index import IndexEntry
from tablewright.emit.html.render import emit, emit_index, page_name

__all__ = ["IndexEntry", "emit", "emit_index", "page_name"]
