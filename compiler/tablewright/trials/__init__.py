"""Programs put to the test through the code that is generated from them. Writes nothing."""
