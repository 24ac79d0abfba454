package org.seiplatform.source.git;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.util.FileSystemUtils;

/**
 * Keeps the work directory, where each fetch has a clone of its own: it goes with its import, so that the disk does not fill, and
 * that nobody stays in it who is erased. Where clones are kept, a repository has one.
 */
@Component
class Clones {

    private static final Logger log = LoggerFactory.getLogger(Clones.class);
    private static final String UUIDS = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";

    /** Of one fetch. */
    private static final Pattern TEMPORARY = Pattern.compile(UUIDS + "[.]" + UUIDS + "[.]git");

    private static final Pattern KEPT = Pattern.compile(UUIDS + "[.]git");

    private final Path workDirectory;
    private final ImportProperties properties;
    private final Clock clock;

    Clones(ImportProperties properties, Clock clock) {
        this.workDirectory = Path.of(properties.workDirectory());
        this.properties = properties;
        this.clock = clock;
    }

    /**
     * Where to fetch a repository to. What other imports of it have left is deleted: one runs at a time, so nobody needs it, not
     * even a worker that this import was taken over from.
     */
    Path prepare(UUID repositoryId) throws IOException {
        Path temporary = prepareTemporary(repositoryId);
        return properties.keepClones() ? workDirectory.resolve(repositoryId + ".git") : temporary;
    }

    /** Likewise, for what is never kept. */
    Path prepareTemporary(UUID repositoryId) throws IOException {
        Files.createDirectories(workDirectory);
        delete(name -> isLeft(name) && name.startsWith(repositoryId.toString()));
        return workDirectory.resolve(repositoryId + "." + UUID.randomUUID() + ".git");
    }

    /** To be called when an import has ended, or could not fetch. */
    void release(Path clone) {
        if (isLeft(clone.getFileName().toString())) {
            delete(clone);
        }
    }

    /** What a killed process has left: no import of it can be under way any more. */
    @Scheduled(fixedDelay = 30, timeUnit = TimeUnit.MINUTES)
    void deleteAbandoned() throws IOException {
        Instant abandoned = clock.instant().minus(properties.timeLimit());
        if (Files.isDirectory(workDirectory)) {
            delete(name -> isLeft(name) && isOlder(workDirectory.resolve(name), abandoned));
        }
    }

    /** Whether it is one of ours that is not meant to be kept. */
    private boolean isLeft(String name) {
        return TEMPORARY.matcher(name).matches()
                || (!properties.keepClones() && KEPT.matcher(name).matches());
    }

    private static boolean isOlder(Path clone, Instant than) {
        try {
            return Files.getLastModifiedTime(clone).toInstant().isBefore(than);
        } catch (IOException gone) {
            return false;
        }
    }

    private void delete(Predicate<String> names) throws IOException {
        List<Path> clones;
        try (Stream<Path> entries = Files.list(workDirectory)) {
            clones = entries.filter(entry -> names.test(entry.getFileName().toString()))
                    .toList();
        }
        clones.forEach(Clones::delete);
    }

    /** What cannot be deleted now is when the repository is imported again, or with what is abandoned. */
    private static void delete(Path clone) {
        try {
            FileSystemUtils.deleteRecursively(clone);
        } catch (IOException failure) {
            log.warn("The clone {} could not be deleted", clone, failure);
        }
    }
}
