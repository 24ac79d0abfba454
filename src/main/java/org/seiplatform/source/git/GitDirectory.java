package org.seiplatform.source.git;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What git reads of an import's repository: a directory of ours, so that no configuration, hook or remote of somebody else's is in
 * it, with the refs; and the objects, which may lie elsewhere.
 *
 * @param whenClosed what becomes of the directory then
 */
record GitDirectory(Path directory, Path objects, Runnable whenClosed) implements AutoCloseable {

    /** Points {@code HEAD} to nothing, so that git takes nothing from there, such as attributes. */
    void detachFromHead() throws IOException {
        Files.writeString(directory.resolve("HEAD"), "ref: refs/imported/nothing\n");
    }

    @Override
    public void close() {
        whenClosed.run();
    }
}
