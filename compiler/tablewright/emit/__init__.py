"""From a program to texts: one folder per target. Touches no disk."""
