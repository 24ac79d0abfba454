package org.seiplatform.reliability;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.seiplatform.platform.security.Role;
import org.seiplatform.testing.Tenant;
import tools.jackson.databind.json.JsonMapper;

/** The organization that the load is about: what it asks and what it sends. */
final class LoadScenario {

    private static final int REPOSITORIES = 8;
    private static final int LONGEST_WEEKS = 8;

    private final List<UUID> repositories;
    private final UUID probed;
    private final UUID team;
    private final String viewerKey;
    private final String ingestKey;
    private final Instant today = Instant.now().truncatedTo(ChronoUnit.DAYS);

    LoadScenario(Tenant tenant) {
        repositories = IntStream.range(0, REPOSITORIES)
                .mapToObj(number -> tenant.repository("shop-" + number))
                .toList();
        probed = tenant.repository("probed");
        team = tenant.team("team");
        repositories.forEach(repository -> tenant.own(team, repository));
        viewerKey = tenant.newKey(Role.VIEWER);
        ingestKey = tenant.newKey(Role.INGEST);
    }

    String viewerKey() {
        return viewerKey;
    }

    String ingestKey() {
        return ingestKey;
    }

    /** One of the questions that dashboards ask again and again. */
    URI question(int port, RandomGenerator random) {
        List<URI> questions = questions(port);
        return questions.get(random.nextInt(questions.size()));
    }

    /** All of these questions. */
    List<URI> questions(int port) {
        return IntStream.rangeClosed(1, LONGEST_WEEKS)
                .mapToObj(weeks -> "start=%s&end=%s"
                        .formatted(today.minus(Duration.ofDays(weeks * 7L)), today.plus(Duration.ofDays(2))))
                .flatMap(period -> Stream.of(
                        "dora?" + period,
                        "dora/" + team + "?" + period,
                        "trends?metric=deployment_frequency&granularity=daily&" + period,
                        "deployments?limit=20&" + period,
                        "dora?repository_id=" + repositories.getFirst() + "&" + period))
                .map(question -> address(port, "analytics/" + question))
                .toList();
    }

    URI intake(int port) {
        return address(port, "events/deployments");
    }

    /** A deployment like many. */
    String deployment(String name, Instant finishedAt) {
        return deployment(any(), name, finishedAt);
    }

    private UUID any() {
        return repositories.get(ThreadLocalRandom.current().nextInt(REPOSITORIES));
    }

    /** A deployment that counts in {@link #probe}. */
    String probedDeployment(String name) {
        return deployment(probed, name, Instant.now());
    }

    URI probe(int port) {
        return address(
                port,
                "analytics/dora?repository_id=%s&start=%s&end=%s"
                        .formatted(probed, today.minus(Duration.ofDays(1)), today.plus(Duration.ofDays(2))));
    }

    static long deployments(String answer) {
        return JsonMapper.shared()
                .readTree(answer)
                .at("/deployment_frequency/count")
                .asLong();
    }

    private static String deployment(UUID repository, String name, Instant finishedAt) {
        return """
                {"repository_id": "%s", "external_id": "%s", "environment": "production", "commit_sha": "%s",
                 "status": "success", "finished_at": "%s"}
                """.formatted(repository, name, "%040x".formatted(name.hashCode() & 0xffffffffL), finishedAt);
    }

    private static URI address(int port, String path) {
        return URI.create("http://127.0.0.1:%d/api/v1/%s".formatted(port, path));
    }
}
