-- Who did it, and what was done, is asked of records of years. Without an index whoever asks for a rare one reads them all.
create index concurrently audit_events_actor_idx on audit_events (chain, actor, position);
create index concurrently audit_events_action_idx on audit_events (chain, action, position);
