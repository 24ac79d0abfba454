package org.seiplatform.source.git;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.eclipse.jgit.api.errors.JGitInternalException;
import org.eclipse.jgit.errors.TransportException;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.eclipse.jgit.transport.FetchConnection;
import org.eclipse.jgit.transport.RefSpec;
import org.eclipse.jgit.transport.TagOpt;
import org.eclipse.jgit.transport.Transport;
import org.eclipse.jgit.transport.TransportHttp;
import org.seiplatform.source.git.ImportFailure.Code;
import org.seiplatform.source.git.ImportStore.ClaimedJob;
import org.springframework.stereotype.Component;

/** Opens the repository of an import: a local one where it is, a remote one after fetching what is new. */
@Component
class GitSource {

    private final ImportProperties properties;
    private final LocalRepositories localRepositories;
    private final Clones clones;

    GitSource(ImportProperties properties, LocalRepositories localRepositories, Clones clones) {
        this.properties = properties;
        this.localRepositories = localRepositories;
        this.clones = clones;
        IsolatedGit.install();
    }

    /** The caller closes it. */
    GitDirectory openLocal(ClaimedJob claimed) throws IOException {
        String path = Objects.requireNonNull(claimed.options().path(), "An import has a URL or a path");
        Path copy = clones.prepareTemporary(claimed.job().repositoryId());
        try {
            Path objects = localRepositories.open(path, copy);
            GitDirectory opened = new GitDirectory(copy, objects, () -> clones.release(copy));
            opened.detachFromHead();
            return opened;
        } catch (IOException | RuntimeException failure) {
            clones.release(copy);
            throw failure;
        }
    }

    /** The caller closes it. */
    GitDirectory fetch(ClaimedJob claimed, GitAddress address, ImportProgress progress) throws IOException {
        Path directory = clones.prepare(claimed.job().repositoryId());
        GitDirectory clone = new GitDirectory(directory, directory.resolve("objects"), () -> clones.release(directory));
        GuardedConnections connections = new GuardedConnections(
                new AddressRules(properties),
                new GitCredentials(properties.credentials(), properties.allowedHosts(), claimed.organizationId()));
        try (Repository repository = new FileRepositoryBuilder()
                .setGitDir(directory.toFile())
                .setBare()
                .build()) {
            fetch(repository, directory, address, claimed.options().branch(), connections, progress);
            clone.detachFromHead();
            return clone;
        } catch (IOException | RuntimeException failure) {
            clone.close();
            throw failure;
        }
    }

    private void fetch(
            Repository repository,
            Path directory,
            GitAddress address,
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
        String head = "refs/heads/" + branch;
        try (Transport transport = Transport.open(repository, address.toJGit())) {
            transport.setTimeout(Math.toIntExact(properties.connectTimeout().toSeconds()));
            if (transport instanceof TransportHttp http) {
                http.setHttpConnectionFactory(connections);
            }
            try (FetchConnection connection = transport.openFetch()) {
                if (connection.getRef(head) == null) {
                    throw new ImportFailure(
                            Code.IMPORT_BRANCH_NOT_FOUND, "The repository has no branch " + branch + " with commits.");
                }
            }
            transport.setTagOpt(TagOpt.NO_TAGS);
            transport.setRemoveDeletedRefs(true);
            transport.fetch(
                    limit, List.of(new RefSpec("+" + head + ":" + head), new RefSpec("+refs/tags/*:refs/tags/*")));
            limit.checkAll();
        } catch (TransportException | JGitInternalException exception) {
            limit.check();
            throw failure(exception);
        }
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
}
