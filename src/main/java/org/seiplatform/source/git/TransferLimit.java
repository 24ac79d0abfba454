package org.seiplatform.source.git;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.eclipse.jgit.lib.BatchingProgressMonitor;
import org.jspecify.annotations.Nullable;
import org.seiplatform.source.git.ImportFailure.Code;
import org.springframework.util.FileSystemUtils;

/** Ends a transfer that grows beyond the limit, or whose import must not go on. */
final class TransferLimit extends BatchingProgressMonitor {

    private final Path directory;
    private final long limit;
    private final ImportProgress progress;
    private @Nullable RuntimeException stopped;
    private long checkedAt;

    TransferLimit(Path directory, long limit, ImportProgress progress) {
        this.directory = directory;
        this.limit = limit;
        this.progress = progress;
    }

    void check() {
        if (stopped != null) {
            throw stopped;
        }
    }

    /** To be asked at the end: a quick transfer may have grown beyond the limit between two looks at it. */
    void checkAll() throws IOException {
        check();
        progress.beat();
        if (size() > limit) {
            // Or it would lie there in vain, as every further import would fail, too.
            FileSystemUtils.deleteRecursively(directory);
            throw tooLarge();
        }
    }

    private static ImportFailure tooLarge() {
        return new ImportFailure(Code.IMPORT_TOO_LARGE, "The repository is larger than it may be.");
    }

    @Override
    public boolean isCancelled() {
        long now = System.nanoTime();
        if (stopped == null && now - checkedAt > 500_000_000L) {
            checkedAt = now;
            try {
                progress.beat();
                if (size() > limit) {
                    stopped = tooLarge();
                }
            } catch (RuntimeException exception) {
                stopped = exception;
            }
        }
        return stopped != null;
    }

    private long size() {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.mapToLong(file -> file.toFile().length()).sum();
        } catch (IOException | UncheckedIOException exception) {
            // JGit renames its files while they are being counted; the next count comes soon.
            return 0;
        }
    }

    @Override
    protected void onUpdate(String task, int done, Duration duration) {
        // Only isCancelled is of interest.
    }

    @Override
    protected void onEndTask(String task, int done, Duration duration) {
        // Only isCancelled is of interest.
    }

    @Override
    protected void onUpdate(String task, int done, int total, int percent, Duration duration) {
        // Only isCancelled is of interest.
    }

    @Override
    protected void onEndTask(String task, int done, int total, int percent, Duration duration) {
        // Only isCancelled is of interest.
    }
}
