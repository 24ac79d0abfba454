package org.seiplatform.platform.startup;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the packaged jar holds, and what it says when it is started without settings. */
class PackagedJarIT {

    private static final Path JAR =
            Path.of(System.getProperty("sei.packaged.jar")).toAbsolutePath();
    private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");

    @TempDir
    private Path directory;

    @Test
    void holdsNoDatabase() throws IOException {
        try (JarFile jar = new JarFile(JAR.toFile())) {
            List<String> entries = jar.stream().map(ZipEntry::getName).toList();

            assertThat(entries).anyMatch(name -> name.startsWith("BOOT-INF/lib/postgresql-"));
            assertThat(entries)
                    .noneMatch(name -> name.matches(".*/lib/(embedded-|xz-|commons-compress-|testcontainers).*"));
        }
    }

    @Test
    void withoutSettingsItNamesThemAndEnds() throws Exception {
        Run run = run();

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.output())
                .contains("APPLICATION FAILED TO START")
                .contains(Stream.of(RequiredSetting.values())
                        .map(RequiredSetting::environmentVariable)
                        .toList())
                .doesNotContain("\tat ");
    }

    @Test
    void inLocalModeItSaysThatItHoldsNoDatabase() throws Exception {
        Run run = run("--spring.profiles.active=local");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.output())
                .contains("the packaged jar, which holds no databases", "./mvnw spring-boot:run")
                .doesNotContain("\tat ");
    }

    private Run run(String... arguments) throws IOException, InterruptedException {
        Path output = directory.resolve("output");
        ProcessBuilder builder = new ProcessBuilder(
                        Stream.concat(Stream.of(JAVA.toString(), "-jar", JAR.toString()), Stream.of(arguments))
                                .toList())
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("SPRING_") || name.startsWith("SEI_"));
        Process process = builder.start();
        try {
            assertThat(process.waitFor(2, TimeUnit.MINUTES))
                    .as("ends by itself")
                    .isTrue();
            return new Run(process.exitValue(), Files.readString(output));
        } finally {
            process.destroyForcibly();
        }
    }

    private record Run(int exitCode, String output) {}
}
