package org.seiplatform.source.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.util.unit.DataSize;

@Timeout(60)
class GitCommandTests {

    @TempDir
    private Path directory;

    @ParameterizedTest
    @CsvSource({
        "git version 2.34.0, 2.34.0",
        "git version 2.39.5 (Apple Git-154), 2.39.5",
        "git version 2.51.0.windows.1, 2.51.0.windows.1",
        "git version 3.0.1, 3.0.1"
    })
    void takesAGitThatIsNewEnough(String printed, String version) throws IOException {
        assertThat(command("echo '" + printed + "'").version()).contains(version);
    }

    @ParameterizedTest
    @ValueSource(strings = {"echo git version 2.33.8", "echo git version 1.99.0", "echo something", "exit 1", ""})
    void saysThatThereIsNoneOrTooOldAOne(String script) throws IOException {
        assertThatExceptionOfType(ImportFailure.class)
                .isThrownBy(command(script)::require)
                .satisfies(failure -> {
                    assertThat(failure.code()).isEqualTo(ImportFailure.Code.IMPORT_GIT_UNAVAILABLE);
                    assertThat(failure.detail()).contains("git 2.34 or newer");
                });
        assertThat(new GitCommand(GitSettings.here()
                                .withGitProgram(directory.resolve("nowhere").toString())
                                .build())
                        .version())
                .isEmpty();
    }

    @Test
    void endsTheProgramWhenTheImportMustNotGoOn() throws Exception {
        Path pid = directory.resolve("pid");
        GitCommand git = command("echo $$ > " + pid + "; exec sleep 600");

        assertThatExceptionOfType(CancellationException.class)
                .isThrownBy(() -> run(git, () -> {
                    if (Files.exists(pid)) {
                        throw new CancellationException();
                    }
                }));

        long process = Long.parseLong(Files.readString(pid).strip());
        org.awaitility.Awaitility.await()
                .until(() -> ProcessHandle.of(process)
                        .map(handle -> !handle.isAlive())
                        .orElse(true));
    }

    @Test
    void endsAProgramThatWritesWithoutEnd() throws Exception {
        GitCommand git = new GitCommand(GitSettings.here()
                .withGitProgram(program("exec yes"))
                .withSizeLimit(DataSize.ofMegabytes(1))
                .build());

        assertThatExceptionOfType(ImportFailure.class)
                .isThrownBy(() -> run(git, () -> {}))
                .extracting(ImportFailure::code)
                .isEqualTo(ImportFailure.Code.IMPORT_TOO_LARGE);
    }

    @Test
    void givesItNothingOfTheEnvironmentButThePath() throws Exception {
        run(command("env"), () -> {});

        assertThat(Files.readAllLines(directory.resolve("output")))
                .contains("GIT_CONFIG_NOSYSTEM=1", "GIT_CONFIG_GLOBAL=/dev/null", "GIT_NO_LAZY_FETCH=1")
                .allMatch(line -> line.matches("(GIT_[A-Z_]+|LC_ALL|HOME|PATH|PWD|OLDPWD|SHLVL|_)=.*"));
    }

    private void run(GitCommand git, Runnable beat) throws IOException, InterruptedException {
        Path input = Files.writeString(directory.resolve("input"), "");
        git.run(
                git.on(new GitDirectory(directory, directory, () -> {}), "rev-list", "--stdin"),
                input,
                directory.resolve("output"),
                beat);
    }

    private GitCommand command(String script) throws IOException {
        return new GitCommand(GitSettings.here().withGitProgram(program(script)).build());
    }

    private String program(String script) throws IOException {
        Path program = Files.writeString(directory.resolve("program"), "#!/bin/sh\n" + script + "\n");
        assertThat(program.toFile().setExecutable(true)).isTrue();
        return program.toString();
    }
}
