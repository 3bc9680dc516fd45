"""What is to be proved: one obligation for each thing that sheet and text both say."""
