package org.seiplatform.source.git;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.seiplatform.fact.Event.Person;

/**
 * Reads commits that git writes in {@link #FORMAT} and with {@code --numstat -z}, each followed by the line {@link #MARKER}. What
 * is longer than any sense is cut.
 */
final class CommitOutput implements AutoCloseable {

    static final String FORMAT = "commit %H%x00%P%x00%aN%x00%aE%x00%at%x00%cN%x00%cE%x00%ct%x00%B%x00";
    static final String MARKER = "end";

    private static final int LONGEST_TEXT = 1 << 20;

    private final InputStream input;
    private long added;
    private long deleted;
    private long files;

    CommitOutput(InputStream input) {
        this.input = new BufferedInputStream(input, 1 << 16);
    }

    /** The next commit; null when git has ended before it was complete. */
    @Nullable
    GitCommit next() throws IOException {
        added = 0;
        deleted = 0;
        files = 0;
        GitCommit commit = null;
        while (true) {
            int first = input.read();
            switch (first) {
                case -1 -> {
                    return null;
                }
                case '\n', 0 -> {
                    // Between the parts of a commit.
                }
                case 'c' -> commit = header();
                case 'e' -> {
                    skip('\n');
                    return commit == null ? null : sized(commit);
                }
                default -> file(first);
            }
        }
    }

    private GitCommit sized(GitCommit commit) {
        return new GitCommit(
                commit.sha(),
                commit.parents(),
                commit.author(),
                commit.authoredAt(),
                commit.committer(),
                commit.committedAt(),
                commit.message(),
                new GitCommit.Size(
                        Math.clamp(added, 0, Integer.MAX_VALUE),
                        Math.clamp(deleted, 0, Integer.MAX_VALUE),
                        Math.clamp(files, 0, Integer.MAX_VALUE)));
    }

    private GitCommit header() throws IOException {
        String sha = text().substring("ommit ".length());
        String parents = text();
        Person author = person();
        Instant authoredAt = GitTime.parse(text());
        Person committer = person();
        Instant committedAt = GitTime.parse(text());
        return new GitCommit(
                sha,
                parents.isEmpty() ? List.of() : List.of(parents.split(" ")),
                author,
                authoredAt,
                committer,
                committedAt,
                text(),
                null);
    }

    private @Nullable Person person() throws IOException {
        String name = text();
        String email = text();
        // Of a line that is no person's, git leaves the placeholders as they are.
        return (name.isEmpty() && email.isEmpty()) || (name.matches("%[ac]N") && email.matches("%[ac]E"))
                ? null
                : new Person(name.isEmpty() ? null : name, email.isEmpty() ? null : email, null);
    }

    /** Lines added, lines deleted (dashes for a binary file), the path; of a renamed file no path, and then two. */
    private void file(int first) throws IOException {
        added += number(first);
        deleted += number(input.read());
        files++;
        if (input.read() == 0) {
            skip(0);
            skip(0);
        } else {
            skip(0);
        }
    }

    private long number(int first) throws IOException {
        long number = 0;
        for (int digit = first; digit != '\t'; digit = input.read()) {
            if (digit < 0) {
                return 0;
            }
            number = digit == '-' ? 0 : number * 10 + digit - '0';
        }
        return number;
    }

    private void skip(int end) throws IOException {
        for (int read = input.read(); read != end && read >= 0; read = input.read()) {
            // On to the end.
        }
    }

    private String text() throws IOException {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        for (int read = input.read(); read > 0; read = input.read()) {
            if (text.size() < LONGEST_TEXT) {
                text.write(read);
            }
        }
        return decode(text.toByteArray());
    }

    /** Git has made UTF-8 of what says its encoding. What does not, and is none, is from the times before. */
    private static String decode(byte[] bytes) {
        try {
            return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException exception) {
            return new String(bytes, ISO_8859_1);
        }
    }

    @Override
    public void close() throws IOException {
        input.close();
    }
}
