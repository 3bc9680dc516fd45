"""Which requests are answered otherwise: one program of both versions, and where it differs."""
