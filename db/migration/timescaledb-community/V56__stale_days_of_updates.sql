-- What is derived again is updated where it is, no longer deleted and inserted.
create trigger deliveries_updated after update on deliveries
    referencing new table as changed for each statement execute function note_stale_days();
