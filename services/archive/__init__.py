"""Sealed archives: facts, files and proofs in one ZIP file that anybody can check without us.

The format is written down in `infra/docs/archive.md`; the verifier that goes with it is
`infra/verifier/dondoc_verify.py` and shares no code with this package.
"""
