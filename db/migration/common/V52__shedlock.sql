-- Which instance does a work that one instance at a time should do, and until when: ShedLock's table, of times in UTC. A row, not an
-- advisory lock: it outlives transactions, needs no connection to hold it, and works behind a pooler.
create table shedlock (
    name       text primary key,
    lock_until timestamp not null,
    locked_at  timestamp not null,
    locked_by  text      not null
);

-- contract: unused since 0.1.0
drop table maintenance_leases;
