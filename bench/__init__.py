"""Benchmarks: how fast the extraction is, that it is linear in the text, and how peers do on the same."""
