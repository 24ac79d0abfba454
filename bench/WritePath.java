import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What writing costs: bulk loads, facts that come late into a repository with a long history, single events of many callers, and a
 * burst of webhooks. Prints one JSON object for each measurement.
 *
 * <pre>bench/with-service java bench/WritePath.java [commits of the history, 10 for each deployment; 10000] [what: all, bulk, late...]</pre>
 */
class WritePath {

    static final Instant BEGINNING = Instant.parse("2025-01-01T00:00:00Z");
    static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    static final String URL = System.getenv("SEI_URL");
    static final String KEY = System.getenv("SEI_KEY");

    static final AtomicInteger SINGLES = new AtomicInteger();

    static int commits;
    static String repository;

    static void main(String[] arguments) throws Exception {
        commits = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 10_000;
        String what = arguments.length > 1 ? arguments[1] : "all";
        IntPredicate any = ignored -> "all".equals(what);
        repository = repository("history");
        load("warming up", "commits", repository("warm"), 2000, WritePath::commit);
        load("NDJSON", "commits", repository, commits, WritePath::commit);
        load("NDJSON", "deployments", repository, commits / 10, WritePath::deployment);
        load("NDJSON", "pull-requests", repository, commits / 10, WritePath::pullRequest);
        if (any.test(0) || "late".equals(what)) {
            late("new deployment at the end", "deployments", turn -> deployment(repository, commits / 10 + turn));
            late("late pull request", "pull-requests", turn -> latePullRequest(turn));
            late("late deployment", "deployments", turn -> lateDeployment(turn));
            late("corrected parent", "commits", turn -> correctedParent(turn));
        }
        if (any.test(0) || "single".equals(what)) {
            List<String> repositories =
                    IntStream.range(0, 20).mapToObj(index -> repository("single-" + index)).toList();
            for (int turn = 1; turn <= 3; turn++) {
                singles("single events, %d times 10 s".formatted(turn), repositories, 64, Duration.ofSeconds(10));
            }
        }
        if (any.test(0) || "burst".equals(what)) {
            burst("warming up, webhooks", "warm", 500, 100);
            burst("webhooks", "burst", 1000, 100);
        }
    }

    static void load(String door, String kind, String repository, int count, RowFactory row) throws Exception {
        String body = IntStream.range(0, count)
                .mapToObj(index -> row.of(repository, index))
                .collect(Collectors.joining("\n"));
        long began = System.nanoTime();
        HttpResponse<String> answer = send("/api/v1/events/" + kind, "application/x-ndjson", body, Map.of());
        double seconds = (System.nanoTime() - began) / 1e9;
        report(door + " " + kind, "\"rows\": %d, \"seconds\": %.2f, \"rows_per_second\": %.0f, \"status\": %d"
                .formatted(count, seconds, count / seconds, answer.statusCode()));
    }

    static void late(String name, String kind, IntFunction<String> event) throws Exception {
        int turns = 40;
        double[] times = new double[turns];
        for (int turn = -40; turn < turns; turn++) {
            String body = event.apply(turn + 40);
            long began = System.nanoTime();
            HttpResponse<String> answer = send("/api/v1/events/" + kind, "application/json", body, Map.of());
            if (answer.statusCode() != 200) {
                throw new IllegalStateException(answer.body());
            }
            if (turn >= 0) {
                times[turn] = (System.nanoTime() - began) / 1e6;
            }
        }
        report(name, percentiles(times));
    }

    static void singles(String name, List<String> repositories, int callers, Duration span) throws Exception {
        AtomicInteger refused = new AtomicInteger();
        Queue<Double> times = new ConcurrentLinkedQueue<>();
        long began = System.nanoTime();
        long end = began + span.toNanos();
        parallel(callers, callers, caller -> {
            while (System.nanoTime() < end) {
                int number = SINGLES.incrementAndGet();
                long start = System.nanoTime();
                int status = send(
                                "/api/v1/events/commits",
                                "application/json",
                                commit(repositories.get(number % 20), 1_000_000 + number),
                                Map.of())
                        .statusCode();
                if (status == 200) {
                    times.add((System.nanoTime() - start) / 1e6);
                } else {
                    refused.incrementAndGet();
                }
            }
            return 0.0;
        });
        double seconds = (System.nanoTime() - began) / 1e9;
        report("%s, %d callers".formatted(name, callers), percentiles(times.stream().mapToDouble(Double::doubleValue).toArray())
                + ", \"taken_per_second\": %.0f, \"refused\": %d".formatted(times.size() / seconds, refused.get()));
    }

    static void burst(String measured, String name, int count, int atOnce) throws Exception {
        String answer = send("/api/v1/integrations", "application/json", """
                {"provider": "github", "name": "burst", "secret": "0123456789abcdef0123456789abcdef"}""", Map.of()).body();
        String integration = field(answer, "id");
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec("0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        AtomicInteger refused = new AtomicInteger();
        String[] bodies = new String[count];
        String[] signatures = new String[count];
        for (int index = 0; index < count; index++) {
            bodies[index] = push(name, index);
            signatures[index] = "sha256="
                    + HexFormat.of().formatHex(mac.doFinal(bodies[index].getBytes(StandardCharsets.UTF_8)));
        }
        long began = System.nanoTime();
        List<Double> times = parallel(count, atOnce, index -> {
            long start = System.nanoTime();
            int status = send(
                            "/api/v1/webhooks/github/" + integration,
                            "application/json",
                            bodies[index],
                            Map.of(
                                    "X-GitHub-Event", "push",
                                    "X-GitHub-Delivery", name + "-" + index,
                                    "X-Hub-Signature-256", signatures[index]))
                    .statusCode();
            if (status != 200 && status != 202) {
                refused.incrementAndGet();
            }
            return (System.nanoTime() - start) / 1e6;
        });
        double acknowledged = (System.nanoTime() - began) / 1e9;
        long last = System.nanoTime();
        int expected = count - refused.get();
        while (commitsOf(name) < expected && System.nanoTime() - last < 60e9) {
            Thread.sleep(50);
        }
        report("%s, %d pushes, %d at once".formatted(measured, count, atOnce), percentiles(times.stream().mapToDouble(Double::doubleValue).toArray())
                + ", \"refused\": %d, \"seconds\": %.2f, \"applied_after_the_last\": %.2f, \"applied\": %d"
                        .formatted(refused.get(), acknowledged, (System.nanoTime() - last) / 1e9, commitsOf(name)));
    }

    /** As the database has them, because that is what is promised. */
    static int commitsOf(String name) throws Exception {
        Process psql = new ProcessBuilder(
                        "psql",
                        System.getenv("BENCH_DATABASE"),
                        "-Atc",
                        "select count(*) from commits c join repositories r on r.id = c.repository_id where r.name = 'bench/" + name + "' or r.name = '" + name + "'")
                .start();
        return Integer.parseInt(new String(psql.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip());
    }

    static List<Double> parallel(int count, int atOnce, Task task) throws Exception {
        Semaphore running = new Semaphore(atOnce);
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Double>> tasks = IntStream.range(0, count)
                    .<Callable<Double>>mapToObj(index -> () -> {
                        running.acquire();
                        try {
                            return task.run(index);
                        } finally {
                            running.release();
                        }
                    })
                    .toList();
            return executor.invokeAll(tasks).stream().map(future -> future.resultNow()).toList();
        }
    }

    static HttpResponse<String> send(String path, String type, String body, Map<String, String> headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(URL + path))
                .header("Content-Type", type)
                .timeout(Duration.ofMinutes(30))
                .POST(BodyPublishers.ofString(body));
        if (headers.isEmpty()) {
            request.header("X-API-Key", KEY);
        }
        headers.forEach(request::header);
        return HTTP.send(request.build(), BodyHandlers.ofString());
    }

    static String repository(String name) {
        try {
            HttpResponse<String> answer = send("/api/v1/repositories", "application/json", """
                    {"name": "%1$s", "provider": "git", "provider_id": "%1$s", "default_branch": "main"}""".formatted(name), Map.of());
            return field(answer.body(), "id");
        } catch (Exception cause) {
            throw new IllegalStateException(cause);
        }
    }

    static String field(String json, String name) {
        Matcher matcher = Pattern.compile("\"" + name + "\"\\s*:\\s*\"([^\"]+)\"").matcher(json);
        if (!matcher.find()) {
            throw new IllegalStateException(json);
        }
        return matcher.group(1);
    }

    static String sha(long number) {
        return "%040x".formatted(number + 1);
    }

    static Instant committed(long number) {
        return BEGINNING.plusSeconds(number * 3000 % 31_000_000L);
    }

    static Instant inHistory(double commit) {
        return BEGINNING.plusMillis((long) (commit * 31_000_000_000L / commits));
    }

    static String commit(String repository, int index) {
        Instant at = index < commits ? inHistory(index) : committed(index);
        return """
                {"repository_id": "%s", "sha": "%s", "parents": [%s], "branch": "main", "authored_at": "%s", "committed_at": "%s", "author": {"name": "Dev %d", "email": "dev%d@example.org"}, "message": "Change %d", "lines_added": 10, "lines_deleted": 3}"""
                .formatted(repository, sha(index), index == 0 ? "" : '"' + sha(index - 1) + '"', at, at, index % 50, index % 50, index);
    }

    static String deployment(String repository, int index) {
        int commit = Math.min(index * 10 + 9, commits - 1);
        return deployment(repository, "d-" + index, commit, inHistory(index * 10 + 9.5));
    }

    static String deployment(String repository, String id, int commit, Instant at) {
        return """
                {"repository_id": "%s", "external_id": "%s", "environment": "production", "commit_sha": "%s", "status": "success", "finished_at": "%s"}"""
                .formatted(repository, id, sha(commit), at);
    }

    static String pullRequest(String repository, int index) {
        return pullRequest(repository, index + 1, index * 10 + 3);
    }

    static String pullRequest(String repository, int number, int commit) {
        Instant merged = inHistory(commit);
        return """
                {"repository_id": "%s", "number": %d, "title": "Change", "state": "merged", "opened_at": "%s", "merged_at": "%s", "merge_commit_sha": "%s", "commits": [{"sha": "%s", "authored_at": "%s"}], "updated_at": "%s"}"""
                .formatted(repository, number, merged.minusSeconds(7200), merged, sha(commit), sha(commit + 50_000_000L), merged.minusSeconds(9000), merged);
    }

    static String latePullRequest(int turn) {
        return pullRequest(repository, 1_000_000 + turn, turn * 10 + 5);
    }

    static String lateDeployment(int turn) {
        int commit = 100 + turn * 10 + 4;
        return deployment(repository, "late-" + turn, commit, inHistory(commit + 0.5));
    }

    static String correctedParent(int turn) {
        int index = 600 + turn * 10 + 6;
        return commit(repository, index).replace(sha(index - 1), sha(index - 2));
    }

    static String push(String name, int index) {
        String sha = sha(5_000_000 + index);
        return """
                {"ref": "refs/heads/main", "before": "%s", "after": "%s", "repository": {"id": %d, "name": "%s", "full_name": "bench/%s", "default_branch": "main", "html_url": "https://github.com/bench/%s"}, "sender": {"login": "dev", "type": "User"}, "commits": [{"id": "%s", "message": "Change", "timestamp": "%s", "author": {"name": "Dev", "email": "dev@example.org"}, "committer": {"name": "Dev", "email": "dev@example.org"}, "added": [], "removed": [], "modified": []}]}"""
                .formatted(sha(4_999_999 + index), sha, name.hashCode() & 0xffff, name, name, name, sha, Instant.now().minusSeconds(3600 + index).truncatedTo(java.time.temporal.ChronoUnit.SECONDS));
    }

    static String percentiles(double[] times) {
        double[] sorted = times.clone();
        Arrays.sort(sorted);
        return "\"p50_ms\": %.1f, \"p95_ms\": %.1f, \"p99_ms\": %.1f, \"worst_ms\": %.1f".formatted(
                at(sorted, 0.5), at(sorted, 0.95), at(sorted, 0.99), sorted[sorted.length - 1]);
    }

    static double at(double[] sorted, double rank) {
        return sorted[(int) Math.min(sorted.length - 1, Math.ceil(rank * sorted.length) - 1)];
    }

    static void report(String name, String figures) {
        System.out.println("{\"measured\": \"%s\", %s}".formatted(name, figures));
    }

    interface RowFactory {
        String of(String repository, int index);
    }

    interface Task {
        double run(int index) throws Exception;
    }

    static {
        Locale.setDefault(Locale.ROOT);
    }
}
