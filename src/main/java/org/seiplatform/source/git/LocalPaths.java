package org.seiplatform.source.git;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.seiplatform.source.git.ImportFailure.Code;
import org.springframework.stereotype.Component;

/** Decides which files of this machine may be read: by where they are, not by what they are called. */
@Component
class LocalPaths {

    private final ImportProperties properties;

    LocalPaths(ImportProperties properties) {
        this.properties = properties;
    }

    /** Whether any may be. */
    boolean allowed() {
        return !properties.localPaths().isEmpty();
    }

    /**
     * The file or directory, free of links and dots.
     *
     * @throws ImportFailure {@code import_not_a_repository} whether it is not there or not allowed: that is nobody's business
     */
    Path check(Path path) {
        try {
            Path real = path.toRealPath();
            for (String allowed : properties.localPaths()) {
                if (real.startsWith(Path.of(allowed).toRealPath())) {
                    return real;
                }
            }
        } catch (IOException | InvalidPathException exception) {
            throw new ImportFailure(
                    Code.IMPORT_NOT_A_REPOSITORY, "There is no git repository at that path.", exception);
        }
        throw new ImportFailure(Code.IMPORT_NOT_A_REPOSITORY, "There is no git repository at that path.");
    }

    /** The directory, from which no link at any depth leads to what may not be read. */
    Path checkAll(Path directory) throws IOException {
        Path real = check(directory);
        checkAll(real, new HashSet<>());
        return real;
    }

    private void checkAll(Path directory, Set<Path> seen) throws IOException {
        if (!seen.add(directory)) {
            return;
        }
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
            for (Path entry : entries) {
                Path real = Files.isSymbolicLink(entry) ? check(entry) : entry;
                if (Files.isDirectory(real)) {
                    checkAll(real, seen);
                }
            }
        }
    }
}
