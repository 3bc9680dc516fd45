"""Programs to the panel of a page in which a case can be tried."""

from tablewright.emit.script.panel import panel

__all__ = ["panel"]
