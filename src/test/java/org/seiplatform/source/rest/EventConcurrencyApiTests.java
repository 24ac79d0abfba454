package org.seiplatform.source.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.seiplatform.source.rest.EventBody.commit;
import static org.seiplatform.source.rest.EventBody.deployment;
import static org.seiplatform.source.rest.EventBody.person;
import static org.seiplatform.source.rest.EventBody.sha;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.seiplatform.testing.Answer;
import org.seiplatform.testing.Api;
import org.seiplatform.testing.ApiTest;
import org.seiplatform.testing.Tenant;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@ApiTest
class EventConcurrencyApiTests {

    /** As many as may hold a connection: who waits for one may be refused on a busy machine, and this is about those who write. */
    private static final int WRITERS = 6;

    private static final int PEOPLE = 20;
    private static final int COMMITS = 150;

    @Autowired
    private Api api;

    @Autowired
    private JdbcClient jdbc;

    @Test
    void writersOfTheSameFactsAndPeopleStoreEachOnce() throws Exception {
        Tenant tenant = api.tenant();
        List<UUID> repositories = List.of(tenant.repository("a"), tenant.repository("b"), tenant.repository("c"));
        tenant.ingest();
        List<Callable<List<Answer>>> writers = new ArrayList<>();
        for (int writer = 0; writer < WRITERS; writer++) {
            writers.add(writer(tenant, repositories, new Random(writer)));
        }
        List<Answer> answers = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(WRITERS)) {
            for (Future<List<Answer>> done : threads.invokeAll(writers)) {
                answers.addAll(done.get());
            }
        }
        answers.forEach(answer -> answer.expect(200));
        assertThat(answers.stream()
                        .mapToLong(answer -> answer.json("/created").asLong())
                        .sum())
                .isEqualTo(repositories.size() * (COMMITS + 10L));
        assertThat(count("commits c join repositories r on r.id = c.repository_id where r.organization_id", tenant))
                .isEqualTo(repositories.size() * COMMITS);
        assertThat(count("developers where organization_id", tenant)).isEqualTo(PEOPLE);
        assertThat(count("identities where organization_id", tenant)).isEqualTo(2 * PEOPLE);
        assertThat(count("environments where organization_id", tenant)).isEqualTo(5);
    }

    /** Sends all facts of all repositories in an order of its own, each person now by address, now by login, now by both. */
    private static Callable<List<Answer>> writer(Tenant tenant, List<UUID> repositories, Random random) {
        List<EventBody> commits = new ArrayList<>();
        List<EventBody> deployments = new ArrayList<>();
        for (UUID repository : repositories) {
            for (int number = 0; number < COMMITS; number++) {
                int someone = number % PEOPLE;
                String name = "Person " + someone;
                commits.add(commit(repository, number)
                        .with("parents", List.of(sha(number + 1)))
                        .with("author", person(name, name.replace(' ', '.') + "@example.org", "person-" + someone)));
            }
            for (int number = 0; number < 10; number++) {
                deployments.add(deployment(repository, "d" + number)
                        .with("commit_sha", sha(number * 15))
                        .with("environment", "prod-" + number % 5));
            }
        }
        Collections.shuffle(commits, random);
        Collections.shuffle(deployments, random);
        return () -> {
            List<Answer> answers = new ArrayList<>();
            for (int part = 0; part < 5; part++) {
                int size = commits.size() / 5;
                answers.add(tenant.ingest()
                        .post("/api/v1/events/commits", commits.subList(part * size, (part + 1) * size)));
                answers.add(tenant.ingest()
                        .post("/api/v1/events/deployments", deployments.subList(part * 6, (part + 1) * 6)));
            }
            return answers;
        };
    }

    private int count(String from, Tenant tenant) {
        return jdbc.sql("select count(*) from " + from + " = :organization")
                .param("organization", tenant.id())
                .query(Integer.class)
                .single();
    }
}
