package org.seiplatform.operations.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every image is built from named versions, holds what the repository has, and runs as nobody in particular. */
class DockerfilesTests {

    @ParameterizedTest
    @MethodSource("dockerfiles")
    void anImageIsReproducibleSmallAndNotRoot(Path file) throws IOException {
        List<String> instructions = instructions(file);

        assertThat(instructions)
                .filteredOn(line -> line.startsWith("FROM "))
                .isNotEmpty()
                .allSatisfy(line -> assertThat(line)
                        .matches("FROM (--platform=\\S+ )?(\\S+:(?!latest)\\S+|[a-z-]+)( AS [a-z-]+)?"));
        assertThat(instructions)
                .filteredOn(line -> line.startsWith("USER "))
                .last()
                .asString()
                .as("a user by number, for runAsNonRoot")
                .matches("USER [1-9][0-9]{3,}(:[0-9]+)?");
        assertThat(instructions).noneMatch(line -> line.startsWith("ADD ") || line.contains("sudo"));
        assertThat(instructions).as("whether it is healthy").anyMatch(line -> line.startsWith("HEALTHCHECK "));
        assertThat(instructions)
                .filteredOn(line -> line.startsWith("RUN ") && line.contains("apt-get install"))
                .allSatisfy(line -> {
                    assertThat(line)
                            .contains("apt-get update &&", "--no-install-recommends", "rm -rf /var/lib/apt/lists/*");
                    String packages = line.replaceAll(".*apt-get install ([^&]*)&&.*", "$1");
                    assertThat(packages.split(" +"))
                            .filteredOn(word -> !word.startsWith("--"))
                            .allSatisfy(word -> assertThat(word)
                                    .as("a package of a version, and none whose version is a date that passes")
                                    .matches("ca-certificates|[a-z0-9.-]+=(?!20[0-9]{2})\\S+"));
                });
        for (String line : instructions) {
            if (line.startsWith("CMD ") || line.startsWith("ENTRYPOINT ")) {
                assertThat(line)
                        .as("no shell between the program and its signals")
                        .matches("\\w+ \\[.*]");
            }
            if (line.startsWith("COPY ") && !line.contains("--from=")) {
                List<String> words = Arrays.stream(line.split(" +"))
                        .skip(1)
                        .filter(word -> !word.startsWith("--"))
                        .toList();
                assertThat(words.subList(0, words.size() - 1))
                        .allSatisfy(source -> assertThat(source.contains("*")
                                        || source.startsWith("target/")
                                        || Files.exists(Path.of(source)))
                                .as(source)
                                .isTrue());
            }
        }
    }

    static Stream<Path> dockerfiles() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("docker"))) {
            return files.filter(file -> file.endsWith("Dockerfile")).sorted().toList().stream();
        }
    }

    /** Instructions on one line each, without comments. */
    private static List<String> instructions(Path file) throws IOException {
        String text = Files.readString(file).replaceAll("(?m)^\\s*#.*\\n", "").replaceAll("\\\\\\n\\s*", "");
        return text.lines().filter(line -> !line.isBlank()).map(String::strip).toList();
    }
}
