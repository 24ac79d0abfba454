package org.seiplatform.reliability;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Writes down what was observed, as docs/reliability.md shows it. */
final class Report {

    private static final String BEGINNING = "<!-- observed -->";

    private final Path file;

    Report(Path file) {
        this.file = file;
    }

    /** Replaces what was written down before; the words around it stay. */
    void write(List<Observation> observations) throws IOException {
        String text = Files.readString(file);
        int from = text.indexOf(BEGINNING) + BEGINNING.length();
        int to = text.indexOf(BEGINNING, from);
        Files.writeString(file, text.substring(0, from) + "\n" + table(observations) + text.substring(to));
    }

    static String table(List<Observation> observations) {
        return """
                | fault | requests | errors | stale answers, marked | p99 before, during, after (ms) | recovered after (s) | acknowledged writes | lost | doubled | stale answers of the writing instance | longest lag of the other (ms) |
                | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |
                """ + observations.stream().map(Report::row).collect(Collectors.joining());
    }

    private static String row(Observation seen) {
        String errors = seen.errors().entrySet().stream()
                .map(error -> error.getValue() + " " + error.getKey())
                .collect(Collectors.joining(", "));
        return String.format(
                Locale.ROOT,
                "| %s | %d | %s | %d | %d, %d, %d | %.1f | %d | %d | %d | %s | %s |%n",
                seen.fault().name(),
                seen.requests(),
                errors.isEmpty() ? "none" : errors,
                seen.during().stream().filter(Sample::old).count(),
                Observation.p99(seen.before()),
                Observation.p99(seen.during()),
                Observation.p99(seen.after()),
                seen.recovery().toMillis() / 1000.0,
                seen.acknowledged(),
                seen.lost(),
                seen.duplicates(),
                seen.freshness().probes() == 0
                        ? "-"
                        : seen.freshness().stale() + " of " + seen.freshness().probes(),
                seen.freshness().probes() == 0 ? "-" : seen.freshness().lag().toMillis());
    }
}
