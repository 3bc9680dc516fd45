"""Changes as text for a terminal, as Markdown for a pull request, as JSON for programs."""
