"""The log that can be proven without trusting the ward's server: tiles, checkpoints, proofs.

Formats: RFC 6962 and RFC 9162 for the tree, C2SP tlog-tiles, signed-note, tlog-checkpoint,
tlog-cosignature and tlog-proof for what is kept and handed over. Nothing here knows a database.
"""
