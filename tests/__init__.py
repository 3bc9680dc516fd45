"""The tests of Tablewright."""
