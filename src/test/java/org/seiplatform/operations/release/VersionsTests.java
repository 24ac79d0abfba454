package org.seiplatform.operations.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is not built here is listed in {@code docs/versions.md} with the version that is used, and nowhere with another. */
class VersionsTests {

    private static final Pattern ROW = Pattern.compile(
            "(?m)^\\| ([^|]+) \\| ([^|]+) \\| (-|\\d{4}-\\d\\d-\\d\\d) \\| (\\d{4}-\\d\\d-\\d\\d) \\|$");
    private static final Pattern IMAGE = Pattern.compile("(?m)^\\s*(?:- )?image: (\\S+):(\\S+)$");
    private static final Pattern BASE = Pattern.compile("(?m)^FROM (?:--platform=\\S+ )?(\\S+):(\\S+)");
    private static final Pattern VALUES = Pattern.compile("repository: (\\S+)\\n +tag: (\\S+)");
    private static final Pattern CHART =
            Pattern.compile("helm (?:upgrade --)?install \\S+ (?:\\S+/)?([a-z-]+) [^\\n]*?--version (\\S+)");
    private static final Pattern PLUGIN = Pattern.compile("--plugins (\\S+):(\\S+)");
    private static final Pattern RELEASE = Pattern.compile("/([a-z-]+)/releases/download/([^/]+)/");
    private static final Pattern CLUSTER =
            Pattern.compile("variable \"(kubernetes)_version\" \\{[^}]*default +=\\s*\"([^\"]+)\"");

    private final String table = read(Path.of("docs/versions.md"));

    @Test
    void everyVersionThatIsUsedIsListedAndNoOther() throws IOException {
        Set<String> used = new TreeSet<>();
        for (Path file : files()) {
            String text = read(file);
            Stream.of(IMAGE, BASE, VALUES, PLUGIN, RELEASE, CLUSTER)
                    .flatMap(pattern -> pattern.matcher(text).results())
                    .map(VersionsTests::pin)
                    .filter(pin -> !pin.startsWith("sei-platform/"))
                    .forEach(used::add);
            CHART.matcher(text.replace("\\\n", ""))
                    .results()
                    .map(chart -> "chart " + pin(chart))
                    .forEach(used::add);
        }

        assertThat(used).contains("kubernetes 1.36").anyMatch(pin -> pin.startsWith("chart vault "));
        assertThat(used)
                .isEqualTo(ROW.matcher(table)
                        .results()
                        .map(VersionsTests::pin)
                        .collect(Collectors.toCollection(TreeSet::new)));
    }

    @Test
    void everyRowHasItsDays() {
        assertThat(table.lines().filter(line -> line.startsWith("| ")).skip(2))
                .isNotEmpty()
                .allSatisfy(line -> assertThat(line).matches(ROW));
    }

    @Test
    void whatHasAgedIsSaidOnTheDayAfterAndNotBefore() throws Exception {
        List<MatchResult> rows = ROW.matcher(table).results().toList();
        List<LocalDate> days =
                rows.stream().map(row -> LocalDate.parse(row.group(4))).sorted().toList();

        assertThat(check(days.getFirst()))
                .isEqualTo(Map.entry(0, "none of %d versions has aged".formatted(rows.size())));
        assertThat(check(days.getFirst().plusDays(1)))
                .satisfies(aged -> assertThat(aged.getKey()).isEqualTo(1))
                .satisfies(aged -> assertThat(aged.getValue()).contains("(due " + days.getFirst() + ")"));
        assertThat(check(days.getLast().plusYears(20)).getValue().lines()).hasSize(rows.size());
        assertThat(check(days.getLast().plusYears(20))
                        .getValue()
                        .lines()
                        .filter(line -> line.contains("not supported")))
                .hasSameSizeAs(
                        rows.stream().filter(row -> !row.group(3).equals("-")).toList());
    }

    private static Map.Entry<Integer, String> check(LocalDate day) throws IOException, InterruptedException {
        Process process = new ProcessBuilder("scripts/check-versions.sh", "--on", day.toString())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return Map.entry(process.waitFor(), output.strip());
    }

    private static String pin(MatchResult match) {
        return match.group(1) + " " + match.group(2);
    }

    private static Set<Path> files() throws IOException {
        Set<Path> files = new TreeSet<>(Set.of(Path.of("docs/deployment.md"), Path.of("terraform/variables.tf")));
        for (String directory : new String[] {"docker", "k8s"}) {
            try (Stream<Path> found = Files.walk(Path.of(directory))) {
                found.filter(file -> file.toString().matches(".*(\\.yaml|Dockerfile)"))
                        .forEach(files::add);
            }
        }
        return files;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }
}
