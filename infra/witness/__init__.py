"""Anchors outside the database: a witness with a key and a store of its own, and time stamps.

A witness needs neither the ward's database nor its data folder, and should run where the ward's
administrators cannot write. Formats: C2SP tlog-witness and tlog-cosignature, RFC 3161.
"""
