-- What archives hold of some facts; see `RowReader` in `source.py`.

-- name: stored_rows_at
SELECT e.ledger_id, e.position, e.stream, e.version, e.type, e.schema_version, e.record, e.leaf,
       e.occurred_at, e.recorded_at, e.actor_key, e.person_id, e.command_id, e.subject,
       e.actor_unit, e.setting_up, p.salt, p.payload
  FROM events e LEFT JOIN payloads p USING (ledger_id, position)
 WHERE e.ledger_id = %(ledger_id)s AND e.position = ANY(%(positions)s::bigint[])
 ORDER BY e.position
