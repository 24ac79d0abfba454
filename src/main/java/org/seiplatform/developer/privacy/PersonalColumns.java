package org.seiplatform.developer.privacy;

import static org.seiplatform.developer.privacy.PersonalColumn.Scope.INSTALLATION;
import static org.seiplatform.developer.privacy.PersonalColumn.Scope.INTEGRATION;
import static org.seiplatform.developer.privacy.PersonalColumn.Scope.ORGANIZATION;
import static org.seiplatform.developer.privacy.PersonalColumn.Scope.REPOSITORY;
import static org.seiplatform.developer.privacy.PersonalColumn.Treatment.COPY;
import static org.seiplatform.developer.privacy.PersonalColumn.Treatment.ELSEWHERE;
import static org.seiplatform.developer.privacy.PersonalColumn.Treatment.GONE;
import static org.seiplatform.developer.privacy.PersonalColumn.Treatment.JSON;
import static org.seiplatform.developer.privacy.PersonalColumn.Treatment.KEY;
import static org.seiplatform.developer.privacy.PersonalColumn.Treatment.LABEL;
import static org.seiplatform.developer.privacy.PersonalColumn.Treatment.NAME;
import static org.seiplatform.developer.privacy.PersonalColumn.Treatment.NONE;
import static org.seiplatform.developer.privacy.PersonalColumn.Treatment.PAYLOAD;
import static org.seiplatform.developer.privacy.PersonalColumn.Treatment.TEXT;
import static org.seiplatform.developer.privacy.PersonalColumn.of;

import java.util.List;
import java.util.stream.Stream;
import org.seiplatform.developer.privacy.PersonalColumn.Treatment;
import org.springframework.stereotype.Component;

/**
 * Every column that may hold what people have written: those of facts, which their kinds name, and the others. A test compares this with
 * the schema: a column that is missing here is one that nobody has thought of.
 */
@Component
class PersonalColumns {

    private static final List<PersonalColumn> OTHERS = Stream.of(
                    // What webhooks say of releases.
                    of("tags", REPOSITORY, KEY, "name"),
                    of("tags", REPOSITORY, ELSEWHERE, "released_by_login"),
                    of("tags", REPOSITORY, NONE, "commit_sha", "release_id"),
                    // What follows from them.
                    of("deliveries", REPOSITORY, KEY, "external_id", "remediates"),
                    of("deliveries", REPOSITORY, NAME, "deployment_group"),
                    of("deliveries", REPOSITORY, NONE, "commit_sha", "kind"),
                    of("deployment_outcomes", REPOSITORY, ELSEWHERE, "external_id"),
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
                    of("shedlock", INSTALLATION, NONE, "name", "locked_by"))
            .flatMap(List::stream)
            .toList();

    private final List<PersonalColumn> all;

    PersonalColumns(List<PersonalData> facts) {
        all = Stream.concat(facts.stream().map(PersonalData::personalColumns).flatMap(List::stream), OTHERS.stream())
                .toList();
    }

    List<PersonalColumn> all() {
        return all;
    }

    List<PersonalColumn> treated(Treatment... treatments) {
        List<Treatment> wanted = List.of(treatments);
        return all.stream()
                .filter(column -> wanted.contains(column.treatment()))
                .toList();
    }
}
