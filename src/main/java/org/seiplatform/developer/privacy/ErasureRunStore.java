package org.seiplatform.developer.privacy;

import static java.time.ZoneOffset.UTC;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.seiplatform.developer.privacy.ErasureProgress.State;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table {@code erasures}. */
@Repository
class ErasureRunStore {

    private final JdbcClient jdbc;

    ErasureRunStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void request(UUID organizationId, UUID developerId, Instant now) {
        jdbc.sql("""
                        insert into erasures (developer_id, organization_id, requested_at)
                        values (:developer, :organization, :now)
                        on conflict (developer_id) do update set requested_at = excluded.requested_at, finished_at = null
                        """)
                .param("developer", developerId)
                .param("organization", organizationId)
                .param("now", now.atOffset(UTC))
                .update();
    }

    Optional<ErasureProgress> find(UUID organizationId, UUID developerId) {
        return jdbc.sql("""
                        select requested_at, finished_at
                        from erasures
                        where organization_id = :organization and developer_id = :developer
                        """)
                .param("organization", organizationId)
                .param("developer", developerId)
                .query((row, number) -> {
                    OffsetDateTime finished = row.getObject("finished_at", OffsetDateTime.class);
                    return new ErasureProgress(
                            developerId,
                            finished == null ? State.IN_PROGRESS : State.DONE,
                            row.getObject("requested_at", OffsetDateTime.class).toInstant(),
                            finished == null ? null : finished.toInstant());
                })
                .optional();
    }

    /** Organizations with unfinished erasures that nobody is at. */
    List<UUID> waiting() {
        return jdbc.sql("""
                        select distinct organization_id
                        from erasures
                        where finished_at is null and (claimed_until is null or claimed_until < now())
                        """)
                .query((row, number) -> row.getObject(1, UUID.class))
                .list();
    }

    /**
     * Takes on the unfinished erasures of an organization. By the clock of the database, which all instances share.
     *
     * @return those that are taken on
     */
    List<UUID> claim(UUID organizationId, Duration duration) {
        return jdbc.sql("""
                        update erasures
                        set claimed_until = now() + cast(:duration as interval)
                        where organization_id = :organization and finished_at is null
                          and (claimed_until is null or claimed_until < now())
                        returning developer_id
                        """)
                .param("organization", organizationId)
                .param("duration", duration.toString())
                .query((row, number) -> row.getObject(1, UUID.class))
                .list();
    }

    /** Hands back those that were taken on. */
    void release(List<UUID> developerIds) {
        jdbc.sql("update erasures set claimed_until = null where developer_id = any(:developers)")
                .param("developers", developerIds.toArray(UUID[]::new))
                .update();
    }

    /** Finishes erasures, except those that were asked for again meanwhile. */
    void finish(List<UUID> developerIds, Instant began, Instant now) {
        jdbc.sql("""
                        update erasures set finished_at = :now
                        where developer_id = any(:developers) and finished_at is null and requested_at <= :began
                        """)
                .param("developers", developerIds.toArray(UUID[]::new))
                .param("began", began.atOffset(UTC))
                .param("now", now.atOffset(UTC))
                .update();
    }
}
