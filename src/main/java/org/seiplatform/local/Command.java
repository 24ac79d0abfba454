package org.seiplatform.local;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/**
 * What a program that ran to its end left.
 *
 * @param exitCode 0 for success
 * @param output what it printed, errors included, without white space around it
 */
record Command(int exitCode, String output) {

    /** Runs a program with no input, in a directory, untouched by what its caller's environment says to PostgreSQL. */
    static Command run(Path directory, List<String> words) throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(words).directory(directory.toFile()).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
        builder.environment().put("LC_ALL", "C");
        Process process = builder.start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Command(process.onExit().join().exitValue(), output.strip());
    }

    /** Whether a program is there and succeeds. */
    static boolean succeeds(List<String> words) {
        try {
            return run(Path.of("/"), words).succeeded();
        } catch (IOException absent) {
            return false;
        }
    }

    boolean succeeded() {
        return exitCode == 0;
    }
}
