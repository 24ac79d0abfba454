package org.seiplatform.ingest.git;

import java.io.IOException;
import java.nio.file.Path;
import org.seiplatform.ingest.git.ImportFailure.Code;
import org.springframework.stereotype.Component;

/** Decides which directories of this machine may be read. */
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
     * The directory, free of links and dots.
     *
     * @throws ImportFailure {@code import_not_a_repository} whether it is not there or not allowed: that is nobody's business
     */
    Path check(String path) {
        try {
            Path real = Path.of(path).toRealPath();
            for (String allowed : properties.localPaths()) {
                if (real.startsWith(Path.of(allowed).toRealPath())) {
                    return real;
                }
            }
        } catch (IOException | java.nio.file.InvalidPathException exception) {
            throw new ImportFailure(
                    Code.IMPORT_NOT_A_REPOSITORY, "There is no git repository at that path.", exception);
        }
        throw new ImportFailure(Code.IMPORT_NOT_A_REPOSITORY, "There is no git repository at that path.");
    }
}
