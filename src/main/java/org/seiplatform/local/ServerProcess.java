package org.seiplatform.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Finds a server by the file in which it notes its process id: one that runs, or one that a killed service has left. */
final class ServerProcess {

    private ServerProcess() {}

    /**
     * The live process of a server.
     *
     * @param processIdFile its first line is the process id; there may be none
     * @param program how the file name of the server's program begins: an id belongs to another program once the server
     *     has ended without tidying up
     */
    static Optional<ProcessHandle> find(Path processIdFile, String program) throws IOException {
        if (!Files.exists(processIdFile)) {
            return Optional.empty();
        }
        return Files.readString(processIdFile)
                .lines()
                .findFirst()
                .map(String::strip)
                .filter(line -> line.matches("\\d{1,9}"))
                .flatMap(line -> ProcessHandle.of(Long.parseLong(line)))
                .filter(process -> mayRun(process, program));
    }

    /** A process whose program is hidden from this user may be the server. */
    private static boolean mayRun(ProcessHandle process, String program) {
        return process.isAlive()
                && process.info()
                        .command()
                        .map(path -> path.substring(path.lastIndexOf('/') + 1))
                        .map(name -> name.startsWith(program))
                        .orElse(true);
    }
}
