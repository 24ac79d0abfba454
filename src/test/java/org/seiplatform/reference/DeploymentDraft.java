package org.seiplatform.reference;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A deployment being told. */
final class DeploymentDraft {

    private UUID repositoryId = HistoryBuilder.R;
    private final String externalId;
    private String environment = "production";
    private final String commitSha;
    private @Nullable String ref;
    private String status = "success";
    private @Nullable Instant startedAt;
    private @Nullable Instant finishedAt;
    private @Nullable List<String> commits;
    private @Nullable String kind;
    private @Nullable String remediates;
    private @Nullable String group;
    private @Nullable Boolean failed;
    private Instant updatedAt;

    DeploymentDraft(String externalId, String commit, Instant finishedAt) {
        this.externalId = externalId;
        this.commitSha = HistoryBuilder.sha(commit);
        this.finishedAt = finishedAt;
        this.updatedAt = finishedAt;
    }

    DeploymentDraft of(UUID repository) {
        this.repositoryId = repository;
        return this;
    }

    DeploymentDraft to(String name) {
        this.environment = name;
        return this;
    }

    DeploymentDraft ref(String name) {
        this.ref = name;
        return this;
    }

    DeploymentDraft status(String name) {
        this.status = name;
        return this;
    }

    DeploymentDraft inProgressSince(String time) {
        this.status = "in_progress";
        this.startedAt = HistoryBuilder.at(time);
        this.finishedAt = null;
        return this;
    }

    DeploymentDraft listing(String... names) {
        this.commits = Stream.of(names).map(HistoryBuilder::sha).toList();
        return this;
    }

    DeploymentDraft kind(String name) {
        this.kind = name;
        return this;
    }

    DeploymentDraft remediates(String id) {
        this.remediates = id;
        return this;
    }

    DeploymentDraft group(String name) {
        this.group = name;
        return this;
    }

    DeploymentDraft failed(boolean said) {
        this.failed = said;
        return this;
    }

    DeploymentDraft stated(String time) {
        this.updatedAt = HistoryBuilder.at(time);
        return this;
    }

    DeploymentFact fact() {
        return new DeploymentFact(
                repositoryId,
                externalId,
                environment,
                commitSha,
                ref,
                status,
                startedAt,
                finishedAt,
                null,
                commits,
                kind,
                remediates,
                group,
                failed,
                updatedAt);
    }
}
