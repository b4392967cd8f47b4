"""What the ledger shows: a claim explained, a run summed up, one offline page."""
