import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;

/**
 * What answers cost that nobody has asked for before, with 20 repositories of a year's commits and a team of ten of them:
 *
 * <pre>bench/with-service java bench/Questions.java [commits of each repository, one deployment to ten of them]</pre>
 */
public final class Questions {

    static final int REPOSITORIES = 20;
    static final int TURNS = 60;
    static final int CONNECTIONS = 32;

    static final AtomicInteger ASKED = new AtomicInteger();

    static void main(String[] arguments) throws Exception {
        WritePath.commits = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 6_000;
        List<String> repositories = new ArrayList<>();
        for (int number = 0; number < REPOSITORIES; number++) {
            String repository = WritePath.repository("repository-" + number);
            repositories.add(repository);
            WritePath.load("NDJSON", "commits", repository, WritePath.commits, WritePath::commit);
            WritePath.load("NDJSON", "deployments", repository, WritePath.commits / 10, WritePath::deployment);
        }
        String team = WritePath.field(
                WritePath.send("/api/v1/teams", "application/json", "{\"name\": \"Ten\", \"slug\": \"ten\"}", Map.of()).body(), "id");
        for (String repository : repositories.subList(0, 10)) {
            put("/api/v1/teams/" + team + "/repositories/" + repository);
        }

        IntFunction<String> ofRepository =
                turn -> "dora?repository_id=" + repositories.get(turn % REPOSITORIES) + period(365);
        IntFunction<String> ofTeam = turn -> "dora/" + team + "?" + period(90);
        IntFunction<String> ofOrganization = turn -> "dora?" + period(365);
        IntFunction<String> quality = turn -> "data-quality?" + period(365);
        measure("DORA of a repository, one year", ofRepository);
        measure("DORA of a team of 10 repositories, 90 days", ofTeam);
        measure("DORA of the organization, one year", ofOrganization);
        measure("data quality of the organization, one year", quality);
        different(1_000, ofRepository);
    }

    /** Another one each time, so that no answer is known. */
    static String period(int days) {
        Duration shift = Duration.ofMinutes(ASKED.incrementAndGet());
        return "&start=" + WritePath.BEGINNING.plus(shift) + "&end=" + WritePath.BEGINNING.plus(shift).plus(Duration.ofDays(days));
    }

    static void measure(String name, IntFunction<String> question) throws Exception {
        double[] times = new double[TURNS];
        for (int turn = -TURNS; turn < TURNS; turn++) {
            long began = System.nanoTime();
            HttpResponse<String> answer = ask(question.apply(turn + TURNS));
            if (answer.statusCode() != 200) {
                throw new IllegalStateException(answer.body());
            }
            if (turn >= 0) {
                times[turn] = (System.nanoTime() - began) / 1e6;
            }
        }
        WritePath.report(name, WritePath.percentiles(times));
    }

    static void different(int count, IntFunction<String> question) throws Exception {
        AtomicInteger refused = new AtomicInteger();
        long began = System.nanoTime();
        List<Double> times = WritePath.parallel(count, CONNECTIONS, index -> {
            long start = System.nanoTime();
            if (ask(question.apply(index)).statusCode() != 200) {
                refused.incrementAndGet();
            }
            return (System.nanoTime() - start) / 1e6;
        });
        double seconds = (System.nanoTime() - began) / 1e9;
        WritePath.report(
                "%d different questions, %d connections".formatted(count, CONNECTIONS),
                WritePath.percentiles(times.stream().mapToDouble(Double::doubleValue).toArray())
                        + ", \"refused\": %d, \"per_second\": %.0f".formatted(refused.get(), count / seconds));
    }

    static HttpResponse<String> ask(String question) throws Exception {
        return WritePath.HTTP.send(
                HttpRequest.newBuilder(URI.create(WritePath.URL + "/api/v1/analytics/" + question))
                        .header("X-API-Key", WritePath.KEY)
                        .build(),
                BodyHandlers.ofString());
    }

    static void put(String path) throws Exception {
        WritePath.HTTP.send(
                HttpRequest.newBuilder(URI.create(WritePath.URL + path))
                        .header("X-API-Key", WritePath.KEY)
                        .PUT(HttpRequest.BodyPublishers.noBody())
                        .build(),
                BodyHandlers.discarding());
    }
}
