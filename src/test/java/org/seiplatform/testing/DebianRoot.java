package org.seiplatform.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.opentest4j.TestAbortedException;

/**
 * A directory that holds a Debian 13 with the packages which our images are made of, and runs their programs: so tests run
 * what production runs. The repository is at {@code /mnt} in it, and {@code /tmp} is this machine's.
 */
public final class DebianRoot {

    private static final String VARIABLE = "SEI_TEST_DEBIAN13_ROOT";
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /**
     * A mount and a process namespace of its own: the mounts are the program's alone, and it ends with all its children as soon as
     * it is killed or the thread ends that started it, like a machine that is switched off.
     */
    private static final List<String> ISOLATED = List.of(
            "setpriv",
            "--pdeathsig=KILL",
            "unshare",
            "--mount",
            "--propagation=private",
            "--pid",
            "--fork",
            "--kill-child=KILL",
            "sh",
            "-c");

    private static final String ENTER = """
            set -e
            root=$1 repository=$2 user=$3 mounts=$4
            shift 4
            mount --rbind /tmp "$root/tmp"
            mount --bind "$repository" "$root/mnt"
            mount -t proc proc "$root/proc"
            mount -t tmpfs -o mode=1777 tmpfs "$root/dev/shm"
            while read -r from to; do
                [ -n "$to" ] || continue
                [ ! -d "$from" ] || mkdir -p "$root$to"
                [ -d "$from" ] || [ -e "$root$to" ] || : >"$root$to"
                mount --bind "$from" "$root$to"
            done <<MOUNTS
            $mounts
            MOUNTS
            # a change of the user forgets who kills it
            exec chroot "$root" setpriv --reuid="$user" --regid="$user" --clear-groups --pdeathsig=KILL "$@"
            """;

    private final Path root;

    private DebianRoot(Path root) {
        this.root = root;
    }

    /**
     * The one that {@code SEI_TEST_DEBIAN13_ROOT} names.
     *
     * @throws TestAbortedException where it names none
     * @throws IllegalStateException instead of it where {@code CI=true} and it does not say {@code none}
     */
    public static DebianRoot find() {
        String root = System.getenv(VARIABLE);
        if (root == null && "true".equals(System.getenv("CI"))) {
            throw new IllegalStateException(VARIABLE + " names no Debian 13 root; .ci/run builds one");
        }
        if (root == null || "none".equals(root)) {
            throw new TestAbortedException(VARIABLE + " names no Debian 13 root; .ci/run builds one");
        }
        return new DebianRoot(Path.of(root));
    }

    /** A new directory that every user may use, under the same path inside and outside. */
    public static Path directory(String name) {
        try {
            return Files.setPosixFilePermissions(
                    Files.createTempDirectory(name), PosixFilePermissions.fromString("rwxrwxrwx"));
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }

    /** A program with its arguments, run as the user postgres unless told otherwise. */
    public Command command(String... words) {
        return new Command(List.of(words));
    }

    /** What a program printed, and its exit code. */
    public record Result(int exit, String output) {

        /** Fails the test unless the program succeeded. */
        public Result succeeded() {
            if (exit != 0) {
                throw new AssertionError("exit code " + exit + ":\n" + output);
            }
            return this;
        }
    }

    /** A program that is to be run. */
    public final class Command {

        private final List<String> words;
        private final Map<String, String> environment = new LinkedHashMap<>();
        private String user = "postgres";
        private String mounts = "";

        private Command(List<String> words) {
            this.words = words;
        }

        public Command with(Map<String, String> variables) {
            environment.putAll(variables);
            return this;
        }

        public Command with(String variable, String value) {
            environment.put(variable, value);
            return this;
        }

        public Command as(String other) {
            user = other;
            return this;
        }

        /** Shows the program a file or directory of this machine under another path. */
        public Command mount(Path from, String to) {
            mounts += "%s %s%n".formatted(from.toAbsolutePath(), to);
            return this;
        }

        /** Starts the program; what it prints goes to the end of a file. To kill the process is to kill its children, too. */
        public Process start(Path log) {
            try {
                return builder()
                        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                        .start();
            } catch (IOException cause) {
                throw new UncheckedIOException(cause);
            }
        }

        /** Runs the program to its end. */
        public Result run() {
            return run("");
        }

        /** Runs the program to its end, with something to read. */
        public Result run(String input) {
            try {
                Path output = Files.createTempFile("sei-output", ".log");
                Process process = builder().redirectOutput(output.toFile()).start();
                try (var standardInput = process.getOutputStream()) {
                    standardInput.write(input.getBytes(StandardCharsets.UTF_8));
                } catch (IOException ended) {
                    // whoever does not read its input says why in its output
                }
                if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                    process.destroyForcibly().waitFor();
                }
                Result result = new Result(process.exitValue(), Files.readString(output));
                Files.delete(output);
                return result;
            } catch (IOException cause) {
                throw new UncheckedIOException(cause);
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(stopped);
            }
        }

        private ProcessBuilder builder() {
            List<String> whole = new ArrayList<>(ISOLATED);
            whole.addAll(List.of(
                    ENTER,
                    "enter",
                    root.toString(),
                    Path.of("").toAbsolutePath().toString(),
                    user,
                    mounts));
            whole.addAll(words);
            ProcessBuilder builder = new ProcessBuilder(whole).redirectErrorStream(true);
            Map<String, String> all = builder.environment();
            all.clear();
            all.put("PATH", "/usr/local/bin:/usr/lib/postgresql/17/bin:/usr/bin:/usr/sbin:/bin:/sbin");
            all.put("LANG", "C.UTF-8");
            all.put("HOME", "/tmp");
            all.putAll(environment);
            return builder;
        }
    }
}
