package org.seiplatform.operations.kubernetes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.opentest4j.TestAbortedException;

/**
 * Builds the directories below {@code k8s/} as {@code kubectl apply -k} does. The program is the one that
 * {@code SEI_TEST_KUBECTL} names, else the one on the path.
 */
final class Kustomize {

    static final Path ROOT = Path.of("k8s");

    private static final Map<Path, String> BUILT = new ConcurrentHashMap<>();

    private Kustomize() {}

    /** What is built of a directory below {@code k8s/}. */
    static Manifests build(String directory) {
        return Manifests.read(text(ROOT.resolve(directory)));
    }

    /** The same, as it is printed. */
    static String text(Path directory) {
        return BUILT.computeIfAbsent(directory, Kustomize::run);
    }

    /** Every directory that can be built by itself; components only lend themselves to others. */
    static List<Path> entryPoints() {
        try (Stream<Path> files = Files.walk(ROOT)) {
            return files.filter(file -> List.of("kustomization.yaml", "Kustomization")
                            .contains(file.getFileName().toString()))
                    .filter(file -> !read(file).contains("kind: Component"))
                    .map(Path::getParent)
                    .sorted()
                    .toList();
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }

    private static String run(Path directory) {
        try {
            Process process = new ProcessBuilder(program(), "kustomize", directory.toString())
                    .redirectError(ProcessBuilder.Redirect.PIPE)
                    .start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            String errors = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0 || !errors.isBlank()) {
                throw new AssertionError("kubectl kustomize " + directory + " says: " + errors);
            }
            return output;
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    private static String program() {
        String named = System.getenv("SEI_TEST_KUBECTL");
        if (named != null) {
            return named;
        }
        String path = System.getenv().getOrDefault("PATH", "");
        if (Stream.of(path.split(":")).anyMatch(directory -> Files.isExecutable(Path.of(directory, "kubectl")))) {
            return "kubectl";
        }
        if ("true".equals(System.getenv("CI"))) {
            throw new IllegalStateException("there is no kubectl; .ci/run names one in SEI_TEST_KUBECTL");
        }
        throw new TestAbortedException("there is no kubectl on the path, and SEI_TEST_KUBECTL names none");
    }
}
