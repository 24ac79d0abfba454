package org.seiplatform.source.git;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The names of the commits that some lead to and others do not, newest first. They are kept in a file, however many they are. */
final class CommitList {

    private final Path file;

    private CommitList(Path file) {
        this.file = file;
    }

    /**
     * Walks the history.
     *
     * @param file is written
     * @param revisions commits, with a {@code ^} before those that the list is to do without
     * @return empty if commits are missing or damaged
     */
    static Optional<CommitList> write(
            GitCommand git, GitDirectory repository, String file, List<String> revisions, Runnable beat)
            throws IOException, InterruptedException {
        Path input = repository.directory().resolve("imported-" + file + ".in");
        Path output = repository.directory().resolve("imported-" + file);
        Files.write(input, revisions);
        boolean walked = git.run(git.on(repository, "rev-list", "--stdin"), input, output, beat);
        return walked ? Optional.of(new CommitList(output)) : Optional.empty();
    }

    long size() throws IOException {
        try (BufferedReader names = reader()) {
            String first = names.readLine();
            return first == null ? 0 : Files.size(file) / (first.length() + 1);
        }
    }

    /** The caller closes it. */
    BufferedReader reader() throws IOException {
        return Files.newBufferedReader(file, US_ASCII);
    }

    /** The next of them, at most so many. */
    static List<String> next(BufferedReader names, int limit) throws IOException {
        List<String> next = new ArrayList<>(limit);
        while (next.size() < limit) {
            String name = names.readLine();
            if (name == null) {
                break;
            }
            next.add(name);
        }
        return next;
    }
}
