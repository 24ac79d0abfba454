package org.seiplatform.source.git;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads commits and what they change with one process of git, which gets their names and lives as long as nothing is wrong. A
 * commit at which git dies, because it lacks an object or memory, is read without its size, and a new process goes on behind it.
 * For one thread.
 */
final class CommitReader implements AutoCloseable {

    private final Function<String[], ProcessBuilder> git;
    private final Set<String> sizeless;
    private @Nullable Process measuring;
    private @Nullable CommitOutput measured;
    private boolean closed;

    /**
     * @param git makes a command
     * @param sizeless commits whose size cannot be told, because their parents are not there
     */
    CommitReader(Function<String[], ProcessBuilder> git, Set<String> sizeless) {
        this.git = git;
        this.sizeless = sizeless;
    }

    /** @param shas few enough to fit into a pipe */
    List<GitCommit> read(List<String> shas) throws IOException {
        List<GitCommit> commits = new ArrayList<>(shas.size());
        List<String> unmeasured = new ArrayList<>();
        List<String> left = new ArrayList<>();
        shas.forEach(sha -> (sizeless.contains(sha) ? unmeasured : left).add(sha));
        while (!left.isEmpty()) {
            List<GitCommit> read = measure(left);
            commits.addAll(read);
            left.subList(0, read.size()).clear();
            if (!left.isEmpty()) {
                unmeasured.add(left.removeFirst());
                stop();
            }
        }
        commits.addAll(readUnmeasured(unmeasured));
        return commits;
    }

    /** Those that git comes to before it dies, or all. */
    private List<GitCommit> measure(List<String> shas) throws IOException {
        CommitOutput output = start();
        ask(shas);
        List<GitCommit> commits = new ArrayList<>(shas.size());
        while (commits.size() < shas.size()) {
            GitCommit commit = output.next();
            if (commit == null) {
                break;
            }
            commits.add(commit.isMerge() ? commit.withoutSize() : commit);
        }
        return commits;
    }

    /** Git echoes what is no name of a commit, and then writes out what it has kept back. */
    private void ask(List<String> shas) {
        Process process = measuring;
        if (process == null) {
            return;
        }
        StringBuilder names = new StringBuilder();
        shas.forEach(sha ->
                names.append(sha).append('\n').append(CommitOutput.MARKER).append('\n'));
        try {
            OutputStream input = process.getOutputStream();
            input.write(names.toString().getBytes(US_ASCII));
            input.flush();
        } catch (IOException died) {
            // Its output tells how far it has come.
            process.destroyForcibly();
        }
    }

    private synchronized CommitOutput start() throws IOException {
        if (closed) {
            throw new IOException("No longer read");
        }
        if (measured == null) {
            measuring = git.apply(new String[] {
                        "diff-tree",
                        "--stdin",
                        "-r",
                        "--root",
                        "--always",
                        "-M",
                        "--numstat",
                        "-z",
                        "--no-ext-diff",
                        "--no-textconv",
                        "--encoding=UTF-8",
                        "--format=" + CommitOutput.FORMAT
                    })
                    .start();
            measured = new CommitOutput(measuring.getInputStream());
        }
        return measured;
    }

    private synchronized void stop() throws IOException {
        if (measuring != null) {
            measuring.destroyForcibly();
        }
        if (measured != null) {
            measured.close();
        }
        measuring = null;
        measured = null;
    }

    /** What commits say of themselves alone. */
    List<GitCommit> readUnmeasured(List<String> shas) throws IOException {
        if (shas.isEmpty()) {
            return List.of();
        }
        Process process = git.apply(new String[] {
                    "log",
                    "--stdin",
                    "--no-walk=unsorted",
                    "--no-patch",
                    "--encoding=UTF-8",
                    "--format=" + CommitOutput.FORMAT + CommitOutput.MARKER
                })
                .start();
        try (CommitOutput output = new CommitOutput(process.getInputStream())) {
            try (OutputStream input = process.getOutputStream()) {
                input.write((String.join("\n", shas) + "\n").getBytes(US_ASCII));
            }
            List<GitCommit> commits = new ArrayList<>(shas.size());
            for (GitCommit commit = output.next(); commit != null; commit = output.next()) {
                commits.add(commit.withoutSize());
            }
            if (commits.size() != shas.size()) {
                throw new IOException("Git read " + commits.size() + " of " + shas.size() + " commits");
            }
            return commits;
        } finally {
            process.destroyForcibly();
        }
    }

    /** May be called by any thread: it ends the waiting for git. */
    @Override
    public synchronized void close() throws IOException {
        closed = true;
        if (measuring != null) {
            measuring.destroyForcibly();
        }
    }
}
