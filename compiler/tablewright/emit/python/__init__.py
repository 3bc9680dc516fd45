"""Programs to Python packages: one module per version, and what the versions share."""

from tablewright.emit.python.package import emit, emit_package

__all__ = ["emit", "emit_package"]
