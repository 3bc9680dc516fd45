"""What changed between two versions to a page that people read: one self-contained HTML file."""

from tablewright.emit.changes.render import emit, page_name

__all__ = ["emit", "page_name"]
