package org.seiplatform.fact.deployment;

import java.util.Map;
import org.seiplatform.fact.deployment.DeploymentState.Key;
import org.seiplatform.platform.persistence.Upsert;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Keeps the table {@code overruled_attempts}: where a sender and a provider have both spoken, the word that does not count. */
@Repository
class OverruledAttemptStore {

    private static final Upsert<Map.Entry<Key, Attempt>> UPSERT = Upsert.<Map.Entry<Key, Attempt>>into(
                    "overruled_attempts")
            .key("repository_id", "external_id")
            .uuid("repository_id", entry -> entry.getKey().repositoryId())
            .text("external_id", entry -> entry.getKey().externalId())
            .integer("environment_id", entry -> entry.getValue().environmentId())
            .text("commit_sha", entry -> entry.getValue().commitSha())
            .text("ref", entry -> entry.getValue().ref())
            .constantName("status", entry -> entry.getValue().status())
            .instant("started_at", entry -> entry.getValue().startedAt())
            .instant("finished_at", entry -> entry.getValue().finishedAt())
            .uuid("deployed_by_identity_id", entry -> entry.getValue().deployedById())
            .instant("updated_at", entry -> entry.getValue().precedence().updatedAt())
            .bytes(
                    "fingerprint",
                    entry -> entry.getValue().precedence().fingerprint().hex())
            .build();

    private final JdbcClient jdbc;

    OverruledAttemptStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void write(Map<Key, Attempt> overruled) {
        if (overruled.isEmpty()) {
            return;
        }
        jdbc.sql(UPSERT.sql()).params(UPSERT.parameters(overruled.entrySet())).update();
    }
}
