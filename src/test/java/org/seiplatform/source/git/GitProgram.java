package org.seiplatform.source.git;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;

/** A repository worked on with the real git, of which the import is to find the same as git itself. */
final class GitProgram {

    private final Path directory;
    private int minute;

    GitProgram(Path directory) {
        this.directory = directory;
        try {
            Files.createDirectories(directory);
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
        run("init", "--quiet", "--initial-branch=main");
    }

    private GitProgram(Path directory, boolean made) {
        this.directory = directory;
        assertThat(made).isTrue();
    }

    /** A repository that is there already. */
    static GitProgram at(Path directory) {
        return new GitProgram(directory, Files.isDirectory(directory));
    }

    /**
     * The repository that a script makes.
     *
     * @param script in the test resources; its last argument is the directory
     * @param part of the directory, for {@code partial.sh}; else the first argument of the script
     */
    static GitProgram made(Path directory, String script, String... part) {
        try {
            Path file = new ClassPathResource("git/" + script).getFile().toPath();
            boolean parts = script.equals("partial.sh");
            List<String> command = new ArrayList<>(List.of("bash", file.toString()));
            if (!parts) {
                command.addAll(List.of(part));
            }
            command.add(directory.toString());
            ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
            builder.environment().putAll(Map.of("GIT_CONFIG_NOSYSTEM", "1", "GIT_CONFIG_GLOBAL", "/dev/null"));
            Process process = builder.start();
            String output = new String(process.getInputStream().readAllBytes(), UTF_8);
            assertThat(process.waitFor()).as(output).isZero();
            return at(parts ? directory.resolve(part[0]) : directory);
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        } catch (InterruptedException exception) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(exception);
        }
    }

    /** What git says to what it is given. */
    List<String> input(String text, String... arguments) {
        write(".git/given", text);
        Result result = execute(directory.resolve(".git/given").toFile(), arguments);
        assertThat(result.exitCode()).as("%s", result.lines()).isZero();
        return result.lines();
    }

    Path directory() {
        return directory;
    }

    void write(String file, String content) {
        write(file, content.getBytes(UTF_8));
    }

    void write(String file, byte[] content) {
        try {
            Path path = directory.resolve(file);
            Files.createDirectories(path.getParent());
            Files.write(path, content);
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
    }

    /** Commits everything, a minute after the commit before. */
    String commit(String author, String email, String message) {
        run("add", "--all");
        run(
                "-c",
                "user.name=" + author,
                "-c",
                "user.email=" + email,
                "commit",
                "--quiet",
                "--allow-empty",
                "-m",
                message);
        return run("rev-parse", "HEAD").getFirst();
    }

    String read(String file) {
        try {
            return Files.readString(directory.resolve(file));
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
    }

    /** Runs git, which has to succeed. */
    List<String> run(String... arguments) {
        Result result = execute(null, arguments);
        assertThat(result.exitCode())
                .as("%s: %s", List.of(arguments), result.lines())
                .isZero();
        return result.lines();
    }

    /** What git says, whatever its exit code tells: of a comparison, that there are differences. */
    List<String> output(String... arguments) {
        return execute(null, arguments).lines();
    }

    /** Makes a history of so many commits on the branch main, each of which changes a line. */
    void importHistory(int commits) {
        StringBuilder stream = new StringBuilder();
        for (int commit = 1; commit <= commits; commit++) {
            String content = "line\n".repeat(commit % 50) + commit + "\n";
            stream.append("commit refs/heads/main\n")
                    .append("committer Ada <ada@example.org> %d +0000\n".formatted(1_700_000_000 + commit * 600))
                    .append("data <<END\nChange %d\nEND\n".formatted(commit))
                    .append("M 100644 inline file-%d.txt\ndata <<END\n%sEND\n".formatted(commit % 20, content));
        }
        write("stream", stream.toString());
        Result result = execute(directory.resolve("stream").toFile(), "fast-import", "--quiet");
        assertThat(result.exitCode()).as("%s", result.lines()).isZero();
    }

    private record Result(int exitCode, List<String> lines) {}

    private Result execute(@Nullable File input, String... arguments) {
        List<String> command =
                Stream.concat(Stream.of("git"), Stream.of(arguments)).toList();
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true);
        String time = "2026-03-01T10:%02d:00+0100".formatted(minute++ % 60);
        builder.environment()
                .putAll(Map.of(
                        "GIT_CONFIG_NOSYSTEM", "1",
                        "GIT_CONFIG_GLOBAL", "/dev/null",
                        "GIT_AUTHOR_DATE", time,
                        "GIT_COMMITTER_DATE", time,
                        "GIT_COMMITTER_NAME", "Committer",
                        "GIT_COMMITTER_EMAIL", "committer@example.org"));
        if (input != null) {
            builder.redirectInput(input);
        }
        try {
            Process process = builder.start();
            List<String> lines = new String(process.getInputStream().readAllBytes(), UTF_8)
                    .lines()
                    .toList();
            return new Result(process.waitFor(), lines);
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        } catch (InterruptedException exception) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(exception);
        }
    }
}
