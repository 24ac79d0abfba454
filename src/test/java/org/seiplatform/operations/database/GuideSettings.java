package org.seiplatform.operations.database;

import java.util.Map;

/** The settings that the production guide states for the database, as PostgreSQL shows them. */
final class GuideSettings {

    static final Map<String, String> ALL = Map.ofEntries(
            Map.entry("max_connections", "200"),
            Map.entry("shared_buffers", "4GB"),
            Map.entry("effective_cache_size", "12GB"),
            Map.entry("maintenance_work_mem", "1GB"),
            Map.entry("checkpoint_completion_target", "0.9"),
            Map.entry("wal_buffers", "16MB"),
            Map.entry("default_statistics_target", "100"),
            Map.entry("random_page_cost", "1.1"),
            Map.entry("effective_io_concurrency", "200"),
            Map.entry("work_mem", "20MB"),
            Map.entry("min_wal_size", "2GB"),
            Map.entry("max_wal_size", "8GB"));

    private GuideSettings() {}
}
