package org.seiplatform.source.git;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An import and how far it has come.
 *
 * @param source what is imported: a URL or a path
 * @param phase {@code fetching}, {@code counting}, {@code commits}, {@code deployments}; null before and after the work
 * @param commitsImported commits read so far, those that were known before among them
 * @param commitsTotal null while nobody has counted
 * @param errorCode why it failed, for programs; null unless it did
 * @param errorDetail why it failed, for people; null unless it did
 */
public record ImportJob(
        UUID id,
        UUID repositoryId,
        Status status,
        String source,
        @Nullable String phase,
        long commitsImported,
        @Nullable Long commitsTotal,
        long deploymentsImported,
        @Nullable String errorCode,
        @Nullable String errorDetail,
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt) {

    /** Where an import stands. */
    public enum Status {
        QUEUED,
        RUNNING,
        SUCCEEDED,
        FAILED,
        CANCELLED;

        /** Whether nothing will come any more. */
        public boolean isFinal() {
            return this != QUEUED && this != RUNNING;
        }
    }
}
