package org.seiplatform.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerProcessTests {

    @TempDir
    private Path directory;

    @Test
    void findsTheProcessOfTheProgram() throws IOException {
        Path file = note(ProcessHandle.current().pid() + "\n/data\n");

        assertThat(ServerProcess.find(file, "java")).contains(ProcessHandle.current());
    }

    @Test
    void takesNoOtherProgramForTheServer() throws IOException {
        Path file = note(ProcessHandle.current().pid() + "\n");

        assertThat(ServerProcess.find(file, "postgres")).isEmpty();
    }

    @Test
    void findsNothingWithoutFile() throws IOException {
        assertThat(ServerProcess.find(directory.resolve("none"), "java")).isEmpty();
    }

    @Test
    void findsNothingByAFileThatHoldsNoProcessId() throws IOException {
        assertThat(ServerProcess.find(note(""), "java")).isEmpty();
        assertThat(ServerProcess.find(note("starting"), "java")).isEmpty();
    }

    private Path note(String content) throws IOException {
        return Files.writeString(directory.resolve("server.pid"), content);
    }
}
