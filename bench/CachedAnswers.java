import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How much faster answers are that are kept. In turns, it asks a running service questions that nobody has asked before and one
 * question again and again, so that both see the same machine, and prints the rates, the times and their ratio.
 *
 * <pre>java bench/CachedAnswers.java [seconds of each turn] [callers]</pre>
 *
 * Settings: SEI_URL (http://localhost:8080), SEI_KEY (an admin's; else that of .sei/admin-key). The limits of requests must allow
 * it: start the service with sei.rate-limit.enabled=false. It makes a repository of its own with deployments of a year.
 */
class CachedAnswers {

    static final int TURNS = 3;
    static final int DEPLOYMENTS = 1000;
    static final Instant END = Instant.parse("2026-01-01T00:00:00Z");

    static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    static final Map<String, String> ENVIRONMENT = System.getenv();
    static final String URL = ENVIRONMENT.getOrDefault("SEI_URL", "http://localhost:8080");
    static String key;

    public static void main(String[] arguments) throws Exception {
        int seconds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 5;
        int callers = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 8;
        key = ENVIRONMENT.containsKey("SEI_KEY")
                ? ENVIRONMENT.get("SEI_KEY")
                : Files.readString(Path.of(".sei/admin-key")).strip();
        String repository = fill();
        // No two questions of the first kind are the same; their periods differ by microseconds.
        AtomicLong unique = new AtomicLong(System.nanoTime() / 1000 % 1_000_000_000);
        IntFunction<String> computed = number -> question(repository, unique.incrementAndGet());
        IntFunction<String> kept = number -> question(repository, 0);
        turn(computed, 2, callers);
        turn(kept, 2, callers);
        Rate allComputed = Rate.NONE;
        Rate allKept = Rate.NONE;
        for (int turn = 0; turn < TURNS; turn++) {
            allComputed = allComputed.and(turn(computed, seconds, callers));
            allKept = allKept.and(turn(kept, seconds, callers));
        }
        System.out.printf(Locale.ROOT, "%d callers, %d turns of %d s each%n", callers, TURNS, seconds);
        System.out.println("computed  " + allComputed);
        System.out.println("kept      " + allKept);
        System.out.printf(Locale.ROOT, "ratio     %.1f%n", allKept.perSecond() / allComputed.perSecond());
    }

    record Rate(long[] nanos, double seconds) {

        static final Rate NONE = new Rate(new long[0], 0);

        Rate and(Rate other) {
            long[] all = Arrays.copyOf(nanos, nanos.length + other.nanos.length);
            System.arraycopy(other.nanos, 0, all, nanos.length, other.nanos.length);
            return new Rate(all, seconds + other.seconds);
        }

        double perSecond() {
            return nanos.length / seconds;
        }

        double milliseconds(double share) {
            long[] sorted = nanos.clone();
            Arrays.sort(sorted);
            return sorted[(int) Math.min(sorted.length - 1, sorted.length * share)] / 1e6;
        }

        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "%8.0f requests/s   p50 %7.2f ms   p99 %7.2f ms",
                    perSecond(),
                    milliseconds(0.5),
                    milliseconds(0.99));
        }
    }

    static Rate turn(IntFunction<String> questions, int seconds, int callers) throws InterruptedException {
        long began = System.nanoTime();
        long end = began + Duration.ofSeconds(seconds).toNanos();
        long[] nanos = new long[2_000_000];
        AtomicInteger count = new AtomicInteger();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int caller = 0; caller < callers; caller++) {
                threads.submit(() -> {
                    while (System.nanoTime() < end) {
                        long asked = System.nanoTime();
                        HttpResponse<String> answer =
                                send(request(questions.apply(count.get())).GET());
                        if (answer.statusCode() != 200) {
                            System.err.println(answer.statusCode() + " " + answer.body());
                            System.exit(1);
                        }
                        nanos[count.getAndIncrement()] = System.nanoTime() - asked;
                    }
                });
            }
        }
        return new Rate(Arrays.copyOf(nanos, count.get()), (System.nanoTime() - began) / 1e9);
    }

    static String question(String repository, long microseconds) {
        Instant start = END.minus(Duration.ofDays(365)).plusNanos(microseconds * 1000);
        return "/api/v1/analytics/dora?repository_id=" + repository + "&start=" + start + "&end=" + END;
    }

    static String fill() throws IOException, InterruptedException {
        String name = "bench-" + System.currentTimeMillis();
        String created = post(
                "/api/v1/repositories",
                "application/json",
                "{\"name\": \"" + name + "\", \"provider\": \"git\", \"provider_id\": \"" + name
                        + "\", \"default_branch\": \"main\"}");
        Matcher id = Pattern.compile("\"id\"\\s*:\\s*\"([^\"]+)\"").matcher(created);
        if (!id.find()) {
            throw new IOException(created);
        }
        StringBuilder commits = new StringBuilder();
        StringBuilder deployments = new StringBuilder();
        for (int number = 0; number < DEPLOYMENTS; number++) {
            Instant at = END.minus(Duration.ofDays(360).dividedBy(DEPLOYMENTS).multipliedBy(DEPLOYMENTS - number));
            commits.append(String.format(
                    "{\"repository_id\": \"%s\", \"sha\": \"%040x\", \"parents\": [%s], \"authored_at\": \"%s\","
                            + " \"committed_at\": \"%s\", \"message\": \"change\", \"branch\": \"main\"}%n",
                    id.group(1),
                    number + 1,
                    number == 0 ? "" : String.format("\"%040x\"", number),
                    at.minusSeconds(7200),
                    at.minusSeconds(3600)));
            deployments.append(String.format(
                    "{\"repository_id\": \"%s\", \"external_id\": \"%d\", \"environment\": \"production\","
                            + " \"commit_sha\": \"%040x\", \"status\": \"success\", \"finished_at\": \"%s\"}%n",
                    id.group(1), number, number + 1, at));
        }
        post("/api/v1/events/commits", "application/x-ndjson", commits.toString());
        post("/api/v1/events/deployments", "application/x-ndjson", deployments.toString());
        return id.group(1);
    }

    static String post(String path, String type, String body) throws IOException, InterruptedException {
        HttpResponse<String> answer =
                send(request(path).header("Content-Type", type).POST(BodyPublishers.ofString(body)));
        if (answer.statusCode() / 100 != 2) {
            throw new IOException(answer.statusCode() + " " + answer.body());
        }
        return answer.body();
    }

    static HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(URL + path)).header("X-API-Key", key);
    }

    static HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return HTTP.send(request.build(), BodyHandlers.ofString());
    }
}
