package org.seiplatform.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.seiplatform.platform.startup.StartFailureException;

class LocalDirectoryTests {

    @TempDir
    private Path temporary;

    @Test
    void aSecretStaysTheSame() throws IOException {
        LocalDirectory directory = LocalDirectory.open(temporary.resolve(".sei"));

        assertThat(directory.secret("secret", () -> "first")).isEqualTo("first");
        assertThat(directory.secret("secret", () -> "second")).isEqualTo("first");
    }

    @Test
    void othersReadNothingInIt() throws IOException {
        LocalDirectory directory = LocalDirectory.open(temporary.resolve(".sei"));
        directory.write("file", "content");

        assertThat(permissions(temporary.resolve(".sei"))).isEqualTo("rwx------");
        assertThat(permissions(temporary.resolve(".sei/file"))).isEqualTo("rw-------");
    }

    @Test
    void oneServiceHoldsItAtATime() throws IOException {
        LocalDirectory.open(temporary.resolve(".sei"));

        assertThatExceptionOfType(StartFailureException.class)
                .isThrownBy(() -> LocalDirectory.open(temporary.resolve(".sei")))
                .withMessageContaining("already runs on %s, in process %d"
                        .formatted(
                                temporary.resolve(".sei"),
                                ProcessHandle.current().pid()));
    }

    @Test
    void aReleasedDirectoryCanBeOpenedAgain() throws IOException {
        LocalDirectory.open(temporary.resolve(".sei")).release();

        assertThat(LocalDirectory.open(temporary.resolve(".sei"))).isNotNull();
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
