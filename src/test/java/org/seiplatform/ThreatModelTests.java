package org.seiplatform;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The threat model names tests that there are. */
class ThreatModelTests {

    private static final Pattern TEST = Pattern.compile("`(\\w+(?:Tests|IT))\\.(\\w+)`");

    @Test
    void everyTestThatItNamesExists() throws IOException {
        Map<String, Path> classes;
        try (Stream<Path> files = Files.walk(Path.of("src/test/java"))) {
            classes = files.filter(file -> file.toString().endsWith(".java"))
                    .collect(Collectors.toMap(
                            file -> file.getFileName().toString().replace(".java", ""),
                            file -> file,
                            (one, same) -> one));
        }

        List<String> missing = TEST.matcher(Files.readString(Path.of("docs/security.md")))
                .results()
                .filter(name -> !holds(classes.get(name.group(1)), name.group(2)))
                .map(name -> name.group())
                .toList();

        assertThat(missing).isEmpty();
    }

    private static boolean holds(@Nullable Path file, String method) {
        try {
            return file != null && Files.readString(file).contains("void " + method + "(");
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }
}
