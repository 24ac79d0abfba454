package org.seiplatform.local;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.seiplatform.platform.startup.StartFailureException;

/** The directory that holds everything of local mode. One running service holds it at a time; only its user reads it. */
final class LocalDirectory {

    private final Path path;

    /** The system takes it back when this process ends, in whatever way. */
    private final FileLock lock;

    private LocalDirectory(Path path, FileLock lock) {
        this.path = path;
        this.lock = lock;
    }

    /**
     * Makes the directory where there is none, and takes hold of it until {@link #release}.
     *
     * @throws StartFailureException if another user or another running service has it
     */
    static LocalDirectory open(Path directory) throws IOException {
        Path path = makeDirectory(directory);
        Object owner = Files.getAttribute(path, "unix:uid");
        if (!owner.equals(ServerAccount.ownUserId())) {
            throw new StartFailureException(
                    "%s belongs to another user, whose id is %s.".formatted(path, owner),
                    "Start the service as that user, or delete the directory to begin anew.");
        }
        Path lockFile = path.resolve("lock");
        FileChannel channel = FileChannel.open(
                lockFile, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        FileLock lock = tryLock(channel);
        if (lock == null) {
            channel.close();
            throw new StartFailureException(
                    "The service already runs on %s, in process %s."
                            .formatted(path, Files.readString(lockFile).strip()),
                    "Stop that process first.");
        }
        channel.truncate(0);
        channel.write(ByteBuffer.wrap((ProcessHandle.current().pid() + "\n").getBytes(StandardCharsets.UTF_8)));
        return new LocalDirectory(path, lock);
    }

    /** Lets another service have the directory. */
    void release() {
        try {
            lock.acquiredBy().close();
        } catch (IOException ignored) {
            // The end of this process releases it as well.
        }
    }

    Path resolve(String name) {
        return path.resolve(name);
    }

    /** A directory in this one, made where there is none. */
    Path directory(String name) throws IOException {
        return makeDirectory(path.resolve(name));
    }

    /** A text that is made once and stays the same from then on. */
    String secret(String name, Supplier<String> value) throws IOException {
        Path file = path.resolve(name);
        if (!Files.exists(file)) {
            write(name, value.get());
        }
        return Files.readString(file).strip();
    }

    /** Replaces a file by one that holds the line, whole or not at all. */
    void write(String name, String line) throws IOException {
        Path file = path.resolve(name);
        Path next = file.resolveSibling(file.getFileName() + ".next");
        Files.deleteIfExists(next);
        Files.createFile(next, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(next, line + "\n");
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException heldByThisProcess) {
            return null;
        }
    }

    private static Path makeDirectory(Path path) throws IOException {
        return Files.createDirectories(
                path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }
}
