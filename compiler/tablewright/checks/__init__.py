"""Checks of programs that read well: each file is one check, named for the offence it finds."""
