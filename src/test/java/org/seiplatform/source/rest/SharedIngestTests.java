package org.seiplatform.source.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.seiplatform.source.rest.EventBody.commit;
import static org.seiplatform.source.rest.EventBody.sha;

import io.micrometer.core.instrument.MeterRegistry;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.seiplatform.platform.persistence.AdvisoryLocks;
import org.seiplatform.testing.Answer;
import org.seiplatform.testing.Api;
import org.seiplatform.testing.ApiTest;
import org.seiplatform.testing.Tenant;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Requests that come at the same moment share a transaction, and nothing else. */
@ApiTest
class SharedIngestTests {

    private static final int CALLERS = 40;

    @Autowired
    private Api api;

    @Autowired
    private JdbcClient jdbc;

    /** Without the limits of the service. */
    @Autowired
    @Qualifier("dataSource")
    private DataSource dataSource;

    @Autowired
    private MeterRegistry meters;

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private Tenant tenant;
    private UUID repository;

    @BeforeEach
    void makeRepository() {
        tenant = api.tenant();
        tenant.ingest();
        repository = tenant.repository("shop");
        send(commit(repository, 0)).expect(200);
    }

    @AfterEach
    void endThreads() {
        threads.close();
    }

    @Test
    void eachHasItsOwnCounts() throws Exception {
        List<Future<Answer>> answers = new ArrayList<>();
        try (Connection blocker = blockingOthers()) {
            answers.addAll(sendAtOnce(IntStream.range(1, CALLERS)
                    .mapToObj(number -> commit(repository, number))
                    .toList()));
            answers.addAll(sendAtOnce(List.of(commit(repository, 0), commit(repository, CALLERS))));
            awaitWaiting(CALLERS + 1);
            blocker.rollback();
        }

        for (Future<Answer> answer : answers) {
            answer.get().expect(200);
            assertThat(answer.get().json("/received").asInt()).isOne();
        }
        assertThat(answers.stream().filter(answer -> created(answer) == 1)).hasSize(CALLERS);
        assertThat(commits()).isEqualTo(CALLERS + 1);
        // That of the beginning, that of who came first, and those of all that came while it waited.
        assertThat(transactions()).isLessThanOrEqualTo(4);
    }

    @Test
    void oneThatMustWaitForItsRepositoryHoldsUpNoOther() throws Exception {
        UUID other = tenant.repository("other");
        Future<Answer> waiting;
        try (Connection locking = dataSource.getConnection()) {
            locking.setAutoCommit(false);
            lock(locking, repository);
            waiting = sendAtOnce(List.of(commit(repository, 1))).getFirst();
            await().until(() -> waitsForLock(repository));

            send(commit(other, 1)).expect(200);

            assertThat(waiting).isNotDone();
            locking.rollback();
        }
        assertThat(waiting.get().expect(200).json("/created").asInt()).isOne();
    }

    @Test
    void otherOrganizationsAreNotHeldUp() throws Exception {
        Tenant other = api.tenant();
        other.ingest();
        UUID theirs = other.repository("theirs");
        Future<Answer> waiting;
        try (Connection blocker = blockingOthers()) {
            waiting = sendAtOnce(List.of(commit(repository, 1))).getFirst();
            awaitWaiting(1);

            other.ingest().post("/api/v1/events/commits", commit(theirs, 1)).expect(200);

            assertThat(waiting).isNotDone();
            blocker.rollback();
        }
        waiting.get().expect(200);
    }

    /** What a transaction can fail with: the rows, a deadlock, the end of the connection. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "raise exception 'no' using errcode = '23514'",
                "raise exception 'no' using errcode = '22P02'",
                "raise exception 'no' using errcode = '40P01'",
                "raise exception 'no' using errcode = '57014'",
                "perform pg_terminate_backend(pg_backend_pid()); perform pg_sleep(1)"
            })
    void oneThatFailsFailsAlone(String failure) throws Exception {
        List<Future<Answer>> answers = new ArrayList<>();
        Future<Answer> failing;
        refuse(sha(1), failure);
        try (Connection blocker = blockingOthers()) {
            answers.addAll(sendAtOnce(List.of(commit(repository, 2))));
            awaitWaiting(1);
            failing = sendAtOnce(List.of(commit(repository, 1))).getFirst();
            answers.addAll(sendAtOnce(IntStream.range(3, 10)
                    .mapToObj(number -> commit(repository, number))
                    .toList()));
            awaitWaiting(9);
            blocker.rollback();
            for (Future<Answer> answer : answers) {
                assertThat(answer.get().expect(200).json("/created").asInt()).isOne();
            }
            assertThat(failing.get().status()).isGreaterThanOrEqualTo(400);
        } finally {
            refuseNothing();
        }

        assertThat(commits()).isEqualTo(9);
        assertThat(send(commit(repository, 1)).expect(200).json("/created").asInt())
                .isOne();
    }

    private List<Future<Answer>> sendAtOnce(List<EventBody> events) {
        return events.stream().map(event -> threads.submit(() -> send(event))).toList();
    }

    private Answer send(EventBody event) {
        return tenant.ingest().post("/api/v1/events/commits", event);
    }

    /** Holds what each writer of the organization changes last. */
    private Connection blockingOthers() throws SQLException {
        Connection connection = dataSource.getConnection();
        connection.setAutoCommit(false);
        try (PreparedStatement lock = connection.prepareStatement(
                "select from organization_data_versions where organization_id = ? for update")) {
            lock.setObject(1, tenant.id());
            lock.execute();
        }
        return connection;
    }

    private static void lock(Connection connection, UUID repository) throws SQLException {
        try (PreparedStatement lock =
                connection.prepareStatement("select pg_advisory_xact_lock(hashtextextended(?, 0))")) {
            lock.setString(1, AdvisoryLocks.ingestOfRepository(repository));
            lock.execute();
        }
    }

    private boolean waitsForLock(UUID repository) {
        return jdbc.sql("""
                        select exists (select from pg_locks
                                       where locktype = 'advisory' and not granted
                                         and classid::bigint::bit(32) || objid::bigint::bit(32)
                                             = hashtextextended(:name, 0)::bit(64))
                        """)
                .param("name", AdvisoryLocks.ingestOfRepository(repository))
                .query(Boolean.class)
                .single();
    }

    private void refuse(String sha, String failure) {
        jdbc.sql("""
                        create function refuse_commit() returns trigger language plpgsql as $$
                        begin
                          %s;
                          return new;
                        end $$""".formatted(failure)).update();
        jdbc.sql("""
                        create trigger refuse_commit before insert on commits for each row
                        when (new.repository_id = '%s' and new.sha = '%s') execute function refuse_commit()
                        """.formatted(repository, sha)).update();
    }

    private void refuseNothing() {
        jdbc.sql("drop function refuse_commit() cascade").update();
    }

    private void awaitWaiting(int requests) {
        await().until(() -> meters.get("sei.ingest.waiting").gauge().value() >= requests);
    }

    private static int created(Future<Answer> answer) {
        return answer.resultNow().json("/created").asInt();
    }

    private int commits() {
        return number("select count(*) from commits where repository_id = :repository");
    }

    private int transactions() {
        return number("select count(distinct xmin::text) from commits where repository_id = :repository");
    }

    private int number(String sql) {
        return jdbc.sql(sql)
                .param("repository", repository)
                .query(Integer.class)
                .single();
    }
}
