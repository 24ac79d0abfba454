package org.seiplatform.platform.security;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.seiplatform.platform.dataversion.Version;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table {@code access_version}, which the database itself keeps. */
@Repository
class AccessVersionStore {

    private final JdbcClient jdbc;

    AccessVersionStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The one version there is, for every topic: a change of one key has all of them looked up again, once. */
    Map<String, Version> read(Collection<String> topics) {
        long number =
                jdbc.sql("select version from access_version").query(Long.class).single();
        Map<String, Version> versions = new HashMap<>();
        topics.forEach(topic -> versions.put(topic, new Version(number, 0, 0)));
        return versions;
    }
}
