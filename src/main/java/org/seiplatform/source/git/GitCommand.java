package org.seiplatform.source.git;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.seiplatform.source.git.ImportFailure.Code;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Runs the git of this machine on repositories that nobody vouches for. It gets a configuration of ours alone and an empty
 * environment, can start no other program and speak to no server, fetches nothing that is missing, and has a limit of memory.
 */
@Component
class GitCommand {

    private static final Logger log = LoggerFactory.getLogger(GitCommand.class);
    private static final Pattern VERSION = Pattern.compile("git version (([0-9]{1,4})[.]([0-9]{1,4})\\S*).*");
    private static final int OLDEST_MAJOR = 2;
    private static final int OLDEST_MINOR = 34;
    private static final int LONGEST_COMPLAINT = 2000;

    /** The shell goes, so that the process is git's; where a system knows no such limit there is none. */
    private static final String LIMITED = "ulimit -d \"$0\" 2>/dev/null; exec \"$@\"";

    private static final Map<String, String> ENVIRONMENT = Map.ofEntries(
            Map.entry("LC_ALL", "C"),
            Map.entry("HOME", "/nonexistent"),
            Map.entry("GIT_CONFIG_NOSYSTEM", "1"),
            Map.entry("GIT_CONFIG_GLOBAL", "/dev/null"),
            Map.entry("GIT_ATTR_NOSYSTEM", "1"),
            Map.entry("GIT_NO_REPLACE_OBJECTS", "1"),
            Map.entry("GIT_NO_LAZY_FETCH", "1"),
            Map.entry("GIT_ALLOW_PROTOCOL", "none"),
            Map.entry("GIT_OPTIONAL_LOCKS", "0"),
            Map.entry("GIT_TERMINAL_PROMPT", "0"));

    private final ImportProperties properties;

    GitCommand(ImportProperties properties) {
        this.properties = properties;
    }

    /** The version of git, if there is one and it is new enough. */
    Optional<String> version() {
        try {
            Process process = command("version").start();
            try (var output = process.inputReader(UTF_8)) {
                String line = output.readLine();
                Matcher matcher = VERSION.matcher(line == null ? "" : line);
                return matcher.matches() && isNewEnough(matcher) ? Optional.of(matcher.group(1)) : Optional.empty();
            } finally {
                process.destroyForcibly();
            }
        } catch (IOException exception) {
            log.warn("Git could not be started", exception);
            return Optional.empty();
        }
    }

    private static boolean isNewEnough(Matcher version) {
        int major = Integer.parseInt(version.group(2));
        return major > OLDEST_MAJOR || (major == OLDEST_MAJOR && Integer.parseInt(version.group(3)) >= OLDEST_MINOR);
    }

    /** @throws ImportFailure {@code import_git_unavailable} */
    void require() {
        if (version().isEmpty()) {
            throw new ImportFailure(
                    Code.IMPORT_GIT_UNAVAILABLE,
                    "Imports need git " + OLDEST_MAJOR + "." + OLDEST_MINOR
                            + " or newer on the machine that the service runs on, and there is none.");
        }
    }

    /** A command to be started on a repository. */
    ProcessBuilder on(GitDirectory repository, String... arguments) {
        List<String> all = new ArrayList<>(List.of(
                "--git-dir=" + repository.directory(),
                "-c",
                "core.commitGraph=false",
                "-c",
                "core.bigFileThreshold=" + properties.fileSizeLimit().toBytes(),
                "-c",
                "core.packedGitWindowSize=32m",
                "-c",
                "core.packedGitLimit=256m",
                "-c",
                "protocol.allow=never"));
        all.addAll(List.of(arguments));
        ProcessBuilder command = command(all.toArray(String[]::new))
                .directory(repository.directory().toFile());
        command.environment().put("GIT_OBJECT_DIRECTORY", repository.objects().toString());
        return command;
    }

    /**
     * Runs a command from a file to a file.
     *
     * @param beat called now and then; what it throws ends the command
     * @return whether it succeeded
     */
    boolean run(ProcessBuilder command, Path input, Path output, Runnable beat)
            throws IOException, InterruptedException {
        File complaints = new File(output + ".err");
        Process process = command.redirectInput(input.toFile())
                .redirectOutput(output.toFile())
                .redirectError(complaints)
                .start();
        try {
            while (!process.waitFor(1, TimeUnit.SECONDS)) {
                beat.run();
                checkSize(output.toFile().length() + complaints.length());
            }
        } finally {
            process.destroyForcibly();
        }
        if (process.exitValue() != 0) {
            log.info("Git ended with {}: {}", process.exitValue(), beginningOf(complaints.toPath()));
        }
        return process.exitValue() == 0;
    }

    private void checkSize(long written) {
        if (written > properties.sizeLimit().toBytes()) {
            throw new ImportFailure(Code.IMPORT_TOO_LARGE, "The repository is larger than it may be.");
        }
    }

    private static String beginningOf(Path file) throws IOException {
        try (var content = Files.newInputStream(file)) {
            return new String(content.readNBytes(LONGEST_COMPLAINT), UTF_8).strip();
        }
    }

    private ProcessBuilder command(String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                "/bin/sh",
                "-c",
                LIMITED,
                String.valueOf(properties.gitMemoryLimit().toKilobytes()),
                properties.gitProgram()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
        String path = builder.environment().get("PATH");
        builder.environment().clear();
        builder.environment().putAll(ENVIRONMENT);
        if (path != null) {
            builder.environment().put("PATH", path);
        }
        return builder;
    }
}
