package org.seiplatform.operations.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.seiplatform.testing.DebianRoot;

/** Every script of the repository. */
class ScriptsIT {

    private final DebianRoot debian = DebianRoot.find();

    @Test
    void shellcheckHasNothingToSay() throws IOException {
        List<String> command = new ArrayList<>(List.of("shellcheck", "--external-sources", "--source-path=/mnt"));
        for (String folder : List.of("scripts", "docker", ".ci")) {
            try (Stream<Path> files = Files.walk(Path.of(folder))) {
                files.filter(ScriptsIT::isShell).map(file -> "/mnt/" + file).forEach(command::add);
            }
        }
        assertThat(command).contains("/mnt/scripts/backup.sh", "/mnt/.ci/run");
        assertThat(debian.command(command.toArray(String[]::new))
                        .run()
                        .succeeded()
                        .output())
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("executables")
    void aScriptStopsAtErrorsAndExplainsItself(Path script) throws IOException {
        assertThat(Files.readString(script)).contains("\nset -euo pipefail\n");
        DebianRoot.Result help = debian.command("/mnt/" + script, "--help").run();
        assertThat(help.exit()).isZero();
        assertThat(help.output()).startsWith("Usage: ").contains(script.getFileName() + " ");
        DebianRoot.Result unknown =
                debian.command("/mnt/" + script, "--no-such-option").run();
        assertThat(unknown.exit()).isNotZero();
        assertThat(unknown.output()).contains("Usage: ");
    }

    static Stream<Path> executables() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("scripts"))) {
            return files.filter(Files::isExecutable).sorted().toList().stream();
        }
    }

    private static boolean isShell(Path file) {
        try (Stream<String> lines = Files.isRegularFile(file) ? Files.lines(file) : Stream.of()) {
            return file.toString().endsWith(".sh")
                    || lines.findFirst().filter(line -> line.matches("#!.*sh")).isPresent();
        } catch (IOException | UncheckedIOException notText) {
            return false;
        }
    }
}
