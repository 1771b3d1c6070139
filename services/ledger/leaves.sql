-- What the provable tree is built from; see `leaves.py`.

-- name: leaves
SELECT position, leaf, type
  FROM events
 WHERE ledger_id = %(ledger_id)s AND position >= %(first)s
 ORDER BY position LIMIT %(limit)s

-- name: newest_position
SELECT coalesce(max(position), 0) FROM events WHERE ledger_id = %(ledger_id)s
