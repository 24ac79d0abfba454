package org.seiplatform.ingest.git;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.TransportCommand;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.lib.BatchingProgressMonitor;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.RepositoryCache;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.eclipse.jgit.transport.RefSpec;
import org.eclipse.jgit.transport.TagOpt;
import org.eclipse.jgit.transport.TransportHttp;
import org.eclipse.jgit.util.FS;
import org.jspecify.annotations.Nullable;
import org.seiplatform.ingest.git.ImportFailure.Code;
import org.seiplatform.ingest.git.ImportStore.ClaimedJob;
import org.springframework.stereotype.Component;
import org.springframework.util.FileSystemUtils;

/** Opens the repository of an import: a local one where it is, a remote one after fetching what is new. */
@Component
class GitSource {

    private final ImportProperties properties;
    private final LocalPaths localPaths;
    private final Clones clones;

    GitSource(ImportProperties properties, LocalPaths localPaths, Clones clones) {
        this.properties = properties;
        this.localPaths = localPaths;
        this.clones = clones;
        IsolatedGit.install();
    }

    /** The caller closes it. */
    OpenRepository open(ClaimedJob claimed, ImportProgress progress) throws IOException {
        ImportOptions options = claimed.options();
        if (options.path() != null) {
            return new OpenRepository(openLocal(options.path()), () -> {});
        }
        String url = options.url();
        if (url == null) {
            throw new IllegalArgumentException("An import has a URL or a path");
        }
        GuardedConnections connections = new GuardedConnections(
                new AddressRules(properties.allowedHosts()),
                new GitCredentials(properties.credentials(), properties.allowedHosts(), claimed.organizationId()));
        return fetch(claimed.job().repositoryId(), url, options.branch(), connections, progress);
    }

    private Repository openLocal(String path) throws IOException {
        Path real = localPaths.check(path);
        File directory = RepositoryCache.FileKey.resolve(real.toFile(), FS.DETECTED);
        if (directory == null) {
            throw new ImportFailure(Code.IMPORT_NOT_A_REPOSITORY, "There is no git repository at " + path + ".");
        }
        return new FileRepositoryBuilder()
                .setGitDir(directory)
                .setMustExist(true)
                .build();
    }

    private OpenRepository fetch(
            UUID repositoryId, String url, String branch, GuardedConnections connections, ImportProgress progress)
            throws IOException {
        Path directory = clones.prepare(repositoryId);
        OpenRepository clone = new OpenRepository(
                new FileRepositoryBuilder()
                        .setGitDir(directory.toFile())
                        .setBare()
                        .build(),
                () -> clones.release(directory));
        try {
            fetch(clone.git(), directory, url, branch, connections, progress);
            return clone;
        } catch (IOException | RuntimeException failure) {
            clone.close();
            throw failure;
        }
    }

    private void fetch(
            Repository repository,
            Path directory,
            String url,
            String branch,
            GuardedConnections connections,
            ImportProgress progress)
            throws IOException {
        if (!Files.exists(directory.resolve("HEAD"))) {
            repository.create(true);
        }
        // Or a thread of JGit would go on in a directory that may have been deleted.
        repository.getConfig().setBoolean("gc", null, "autoDetach", false);
        repository.getConfig().save();
        TransferLimit limit =
                new TransferLimit(directory, properties.sizeLimit().toBytes(), progress);
        try (Git git = new Git(repository)) {
            String head = "refs/heads/" + branch;
            if (configured(git.lsRemote().setRemote(url).setHeads(true), connections).call().stream()
                    .noneMatch(ref -> ref.getName().equals(head))) {
                throw new ImportFailure(
                        Code.IMPORT_BRANCH_NOT_FOUND, "The repository has no branch " + branch + " with commits.");
            }
            configured(git.fetch(), connections)
                    .setRemote(url)
                    .setRefSpecs(List.of(new RefSpec("+" + head + ":" + head), new RefSpec("+refs/tags/*:refs/tags/*")))
                    .setTagOpt(TagOpt.NO_TAGS)
                    .setRemoveDeletedRefs(true)
                    .setProgressMonitor(limit)
                    .call();
            limit.checkAll();
        } catch (GitAPIException | org.eclipse.jgit.api.errors.JGitInternalException exception) {
            limit.check();
            throw failure(exception);
        }
    }

    private <C extends TransportCommand<C, ?>> C configured(C command, GuardedConnections connections) {
        return command.setTimeout(Math.toIntExact(properties.connectTimeout().toSeconds()))
                .setTransportConfigCallback(transport -> {
                    if (transport instanceof TransportHttp http) {
                        http.setHttpConnectionFactory(connections);
                    }
                });
    }

    /** A failure of ours that JGit has wrapped, or one that tells no more than it must: messages of JGit contain addresses. */
    private static ImportFailure failure(Exception exception) {
        for (Throwable cause = exception; cause != null; cause = cause.getCause()) {
            if (cause instanceof ImportFailure failure) {
                return failure;
            }
        }
        return new ImportFailure(
                Code.IMPORT_UNREACHABLE,
                "The repository or the branch could not be fetched: it may not exist, not be public, or not answer.",
                exception);
    }

    /** Ends a transfer that grows beyond the limit, or whose import must not go on. */
    private static final class TransferLimit extends BatchingProgressMonitor {

        private final Path directory;
        private final long limit;
        private final ImportProgress progress;
        private @Nullable RuntimeException stopped;
        private long checkedAt;

        private TransferLimit(Path directory, long limit, ImportProgress progress) {
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
        protected void onUpdate(String task, int done, java.time.Duration duration) {
            // Only isCancelled is of interest.
        }

        @Override
        protected void onEndTask(String task, int done, java.time.Duration duration) {
            // Only isCancelled is of interest.
        }

        @Override
        protected void onUpdate(String task, int done, int total, int percent, java.time.Duration duration) {
            // Only isCancelled is of interest.
        }

        @Override
        protected void onEndTask(String task, int done, int total, int percent, java.time.Duration duration) {
            // Only isCancelled is of interest.
        }
    }
}
