package org.seiplatform.developer.privacy;

import static org.seiplatform.developer.privacy.PersonalColumns.Scope.INSTALLATION;
import static org.seiplatform.developer.privacy.PersonalColumns.Scope.INTEGRATION;
import static org.seiplatform.developer.privacy.PersonalColumns.Scope.ORGANIZATION;
import static org.seiplatform.developer.privacy.PersonalColumns.Scope.REPOSITORY;
import static org.seiplatform.developer.privacy.PersonalColumns.Treatment.COPY;
import static org.seiplatform.developer.privacy.PersonalColumns.Treatment.ELSEWHERE;
import static org.seiplatform.developer.privacy.PersonalColumns.Treatment.GONE;
import static org.seiplatform.developer.privacy.PersonalColumns.Treatment.JSON;
import static org.seiplatform.developer.privacy.PersonalColumns.Treatment.KEY;
import static org.seiplatform.developer.privacy.PersonalColumns.Treatment.LABEL;
import static org.seiplatform.developer.privacy.PersonalColumns.Treatment.LABELS;
import static org.seiplatform.developer.privacy.PersonalColumns.Treatment.NAME;
import static org.seiplatform.developer.privacy.PersonalColumns.Treatment.NAME_OF_THING;
import static org.seiplatform.developer.privacy.PersonalColumns.Treatment.NONE;
import static org.seiplatform.developer.privacy.PersonalColumns.Treatment.PAYLOAD;
import static org.seiplatform.developer.privacy.PersonalColumns.Treatment.TEXT;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Every column that may hold what people have written, and what an erasure does to it. A test compares this with the schema: a column
 * that is missing here is one that nobody has thought of.
 */
final class PersonalColumns {

    /** What becomes of a text that speaks of an erased person. */
    enum Treatment {
        /** The words go. */
        TEXT,
        /** What a thing is called: the words go, but single ones mean the thing. */
        LABEL,
        /** The same for each of several. */
        LABELS,
        /** The same for each text in a JSON document. */
        JSON,
        /** Something is known by it: a pseudonym takes its place, everywhere at once. */
        KEY,
        /** The same, and the case of its letters does not count. */
        NAME,
        /** The same, but single words mean the thing. */
        NAME_OF_THING,
        /** A copy of a key of the same repository, which changes with it. */
        COPY,
        /** The whole of it goes. */
        GONE,
        /** A payload as it was received: the whole of it goes. */
        PAYLOAD,
        /** It is dealt with together with the person, or with what it is a reference to. */
        ELSEWHERE,
        /** It holds what the service or a program makes, of a form in which nobody can be named. */
        NONE
    }

    /** How rows belong to an organization. */
    enum Scope {
        REPOSITORY(
                "repository_id",
                "repository_id in (select id from repositories where organization_id = :organization)"),
        ORGANIZATION("organization_id", "organization_id = :organization"),
        INTEGRATION(
                "integration_id",
                "integration_id in (select id from integrations where organization_id = :organization)"),
        /** To none, or not by themselves. */
        INSTALLATION("", "false");

        private final String column;
        private final String condition;

        Scope(String column, String condition) {
            this.column = column;
            this.condition = condition;
        }

        /** Whose a row is. */
        String column() {
            return column;
        }

        /** That a row is the organization's. */
        String condition() {
            return condition;
        }
    }

    record Column(String table, Scope scope, Treatment treatment, String name) {}

    private static final List<Column> ALL = Stream.of(
                    // The facts.
                    of("commits", REPOSITORY, TEXT, "subject"),
                    of("commits", REPOSITORY, LABEL, "branch"),
                    of("commits", REPOSITORY, NONE, "sha", "parents", "reverts", "fingerprint"),
                    of("pull_requests", REPOSITORY, TEXT, "title"),
                    of("pull_requests", REPOSITORY, LABEL, "head_ref", "base_ref"),
                    of("pull_requests", REPOSITORY, LABELS, "labels", "added_labels"),
                    of("pull_requests", REPOSITORY, NONE, "state", "merge_commit_sha", "fingerprint"),
                    of("reviews", REPOSITORY, KEY, "external_id"),
                    of("reviews", REPOSITORY, NONE, "state", "fingerprint"),
                    of("review_comments", REPOSITORY, KEY, "external_id"),
                    of("review_comments", REPOSITORY, NONE, "fingerprint"),
                    of("deployments", REPOSITORY, KEY, "external_id", "remediates"),
                    of("deployments", REPOSITORY, NAME, "deployment_group", "group_key"),
                    of("deployments", REPOSITORY, LABEL, "ref"),
                    of(
                            "deployments",
                            REPOSITORY,
                            NONE,
                            "commit_sha",
                            "status",
                            "listed_commits",
                            "kind",
                            "fingerprint"),
                    of("overruled_attempts", REPOSITORY, ELSEWHERE, "external_id"),
                    of("overruled_attempts", REPOSITORY, LABEL, "ref"),
                    of("overruled_attempts", REPOSITORY, NONE, "commit_sha", "status", "fingerprint"),
                    of("environments", ORGANIZATION, NAME_OF_THING, "name", "key"),
                    of("incidents", ORGANIZATION, KEY, "external_id"),
                    of("incidents", ORGANIZATION, TEXT, "title"),
                    of("incidents", ORGANIZATION, LABEL, "severity"),
                    of("incidents", ORGANIZATION, NONE, "cause", "fingerprint"),
                    of("incident_causes", ORGANIZATION, ELSEWHERE, "incident_external_id"),
                    of("incident_causes", REPOSITORY, KEY, "deployment_external_id"),
                    of("tags", REPOSITORY, KEY, "name"),
                    of("tags", REPOSITORY, ELSEWHERE, "released_by_login"),
                    of("tags", REPOSITORY, NONE, "commit_sha", "release_id"),
                    // What follows from them.
                    of("deliveries", REPOSITORY, KEY, "external_id", "remediates"),
                    of("deliveries", REPOSITORY, NAME, "deployment_group"),
                    of("deliveries", REPOSITORY, NONE, "commit_sha", "kind"),
                    of("former_deliveries", REPOSITORY, KEY, "external_id"),
                    of("former_deliveries", REPOSITORY, NONE, "commit_sha"),
                    of("reached_commits", REPOSITORY, COPY, "external_id"),
                    of("reached_commits", REPOSITORY, NONE, "sha"),
                    of("delivered_changes", REPOSITORY, COPY, "deployment_id"),
                    of("delivered_changes", REPOSITORY, NONE, "sha"),
                    // People.
                    of("developers", ORGANIZATION, ELSEWHERE, "name", "email"),
                    of("developer_names", INSTALLATION, ELSEWHERE, "name"),
                    of("identities", ORGANIZATION, ELSEWHERE, "value"),
                    of("identities", ORGANIZATION, NONE, "kind", "host"),
                    of("erased_terms", ORGANIZATION, NONE, "digest"),
                    // What people set up.
                    of("repositories", ORGANIZATION, LABEL, "name", "default_branch"),
                    of("repositories", ORGANIZATION, GONE, "url"),
                    // Events and payloads name a repository so: it stays, or they would be lost.
                    of("repositories", ORGANIZATION, NONE, "provider", "host", "provider_id"),
                    of("repository_statements", REPOSITORY, LABEL, "value"),
                    of("repository_statements", REPOSITORY, NONE, "field"),
                    of("teams", ORGANIZATION, TEXT, "name"),
                    of("teams", ORGANIZATION, KEY, "slug"),
                    of("team_members", ORGANIZATION, NONE, "role"),
                    of("api_keys", ORGANIZATION, TEXT, "name"),
                    of("api_keys", ORGANIZATION, NONE, "key_id", "role", "secret_hash"),
                    of("integrations", ORGANIZATION, TEXT, "name"),
                    of(
                            "integrations",
                            ORGANIZATION,
                            NONE,
                            "provider",
                            "secret",
                            "previous_secret",
                            "deployment_sources"),
                    // Settings decide what figures are; they are their admins' to change.
                    of("integrations", ORGANIZATION, NONE, "deployment_environment", "workflow_pattern"),
                    of(
                            "organizations",
                            INSTALLATION,
                            NONE,
                            "slug",
                            "name",
                            "production_environment_pattern",
                            "hotfix_pattern"),
                    of(
                            "organizations",
                            INSTALLATION,
                            NONE,
                            "bot_pattern",
                            "incident_label_pattern",
                            "time_zone",
                            "benchmark"),
                    of("organizations", INSTALLATION, NONE, "benchmark_thresholds"),
                    of("pending_matches", ORGANIZATION, NONE, "subject", "after_id"),
                    // What came and went.
                    of("webhook_deliveries", INTEGRATION, KEY, "delivery_id"),
                    of("webhook_deliveries", INTEGRATION, TEXT, "detail", "event"),
                    of("webhook_deliveries", INTEGRATION, PAYLOAD, "payload"),
                    of("webhook_deliveries", INTEGRATION, NONE, "outcome", "payload_digest"),
                    of("workflow_runs", INTEGRATION, TEXT, "name", "title"),
                    of("workflow_runs", INTEGRATION, LABEL, "repository", "branch"),
                    of("workflow_runs", INTEGRATION, TEXT, "event", "obstacle"),
                    of("workflow_runs", INTEGRATION, NONE, "external_id", "conclusion"),
                    of("import_jobs", ORGANIZATION, TEXT, "source", "error_detail"),
                    of("import_jobs", ORGANIZATION, JSON, "options"),
                    of("import_jobs", ORGANIZATION, NONE, "status", "phase", "error_code", "worker"),
                    of("audit_events", ORGANIZATION, ELSEWHERE, "before", "after"),
                    of(
                            "audit_events",
                            ORGANIZATION,
                            NONE,
                            "outcome",
                            "actor",
                            "actor_role",
                            "action",
                            "object_type",
                            "object_id"),
                    of(
                            "audit_events",
                            ORGANIZATION,
                            NONE,
                            "request_id",
                            "address",
                            "previous_hash",
                            "hash",
                            "redaction_seal"),
                    of("audit_heads", INSTALLATION, NONE, "hash", "removed_hash", "seal"),
                    of("idempotency_keys", ORGANIZATION, ELSEWHERE, "answer"),
                    of("idempotency_keys", ORGANIZATION, NONE, "scope", "request"),
                    of("maintenance_leases", INSTALLATION, NONE, "work", "holder"))
            .flatMap(List::stream)
            .toList();

    private PersonalColumns() {}

    private static List<Column> of(String table, Scope scope, Treatment treatment, String... names) {
        return Arrays.stream(names)
                .map(name -> new Column(table, scope, treatment, name))
                .toList();
    }

    static List<Column> all() {
        return ALL;
    }

    static List<Column> of(Treatment... treatments) {
        List<Treatment> wanted = List.of(treatments);
        return ALL.stream()
                .filter(column -> wanted.contains(column.treatment()))
                .toList();
    }
}
