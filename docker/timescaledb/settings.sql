-- The settings of the production guide for a server without Patroni, run by psql as a superuser; docker/timescaledb/patroni/patroni.yml
-- has the same ones. They are for a server with 16 GB of memory: shared_buffers is a quarter of it, effective_cache_size three
-- quarters, and a pod needs all of it as its memory limit, as shared_buffers alone is 4 GB.

-- Taken over by a restart only.
ALTER SYSTEM SET max_connections = 200;
ALTER SYSTEM SET shared_buffers = '4GB';
ALTER SYSTEM SET wal_buffers = '16MB';
ALTER SYSTEM SET shared_preload_libraries = 'timescaledb', 'pg_stat_statements';
ALTER SYSTEM SET max_worker_processes = 16;
ALTER SYSTEM SET max_locks_per_transaction = 256;

-- Taken over by pg_reload_conf().
ALTER SYSTEM SET effective_cache_size = '12GB';
ALTER SYSTEM SET maintenance_work_mem = '1GB';
ALTER SYSTEM SET checkpoint_completion_target = 0.9;
ALTER SYSTEM SET default_statistics_target = 100;
ALTER SYSTEM SET random_page_cost = 1.1;
ALTER SYSTEM SET effective_io_concurrency = 200;
ALTER SYSTEM SET work_mem = '20MB';
ALTER SYSTEM SET min_wal_size = '2GB';
ALTER SYSTEM SET max_wal_size = '8GB';
ALTER SYSTEM SET password_encryption = 'scram-sha-256';
ALTER SYSTEM SET idle_in_transaction_session_timeout = '10min';

SELECT pg_reload_conf();
