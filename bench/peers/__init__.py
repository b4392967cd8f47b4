"""Other libraries on the same texts, each in an environment of its own: `make bench-peers`."""
