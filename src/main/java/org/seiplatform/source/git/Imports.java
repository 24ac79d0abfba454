package org.seiplatform.source.git;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.seiplatform.coderepo.CodeRepositories;
import org.seiplatform.coderepo.CodeRepository;
import org.seiplatform.platform.audit.AuditTrail;
import org.seiplatform.platform.audit.AuditTrail.Change;
import org.seiplatform.platform.paging.Cursor;
import org.seiplatform.platform.paging.Page;
import org.seiplatform.platform.paging.PageQuery;
import org.seiplatform.platform.persistence.TimeOrderedIds;
import org.seiplatform.platform.problem.ProblemException;
import org.seiplatform.platform.problem.ProblemType;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;

/** Imports of the histories of git repositories; they are carried out in the background, see {@link ImportWorker}. */
@Service
public class Imports {

    private final CodeRepositories repositories;
    private final ImportStore store;
    private final AuditTrail audit;
    private final LocalPaths localPaths;
    private final AddressRules addresses;
    private final TransactionOperations transaction;
    private final TimeOrderedIds ids;
    private final Clock clock;

    Imports(
            CodeRepositories repositories,
            ImportStore store,
            AuditTrail audit,
            LocalPaths localPaths,
            ImportProperties properties,
            TransactionOperations transaction,
            TimeOrderedIds ids,
            Clock clock) {
        this.repositories = repositories;
        this.store = store;
        this.audit = audit;
        this.localPaths = localPaths;
        this.addresses = new AddressRules(properties);
        this.transaction = transaction;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Asks for an import.
     *
     * @throws ProblemException {@code not_found}, {@code validation_failed}, or {@code conflict} while another import of the
     *     repository is under way
     */
    public ImportJob start(UUID organizationId, UUID repositoryId, ImportRequest request) {
        CodeRepository repository = repositories.get(organizationId, repositoryId);
        ImportOptions options = options(repository, request);
        UUID id = ids.next();
        String source = Objects.requireNonNullElse(options.url(), Objects.requireNonNullElse(options.path(), ""));
        store.findActive(repositoryId).ifPresent(active -> {
            throw underWay("Import " + active.id());
        });
        try {
            transaction.executeWithoutResult(status -> {
                store.insert(id, organizationId, repositoryId, source, options, clock.instant());
                audit.note(new Change(
                        organizationId,
                        "import.started",
                        "import",
                        id,
                        null,
                        Map.of("repository_id", repositoryId, "source", source)));
            });
        } catch (DuplicateKeyException exception) {
            throw underWay("Another import");
        }
        return get(organizationId, id);
    }

    private static ProblemException underWay(String which) {
        return new ProblemException(ProblemType.CONFLICT, which + " of this repository is under way.");
    }

    /**
     * @param organizationId null finds imports of any organization
     * @throws ProblemException {@code not_found}
     */
    public ImportJob get(@Nullable UUID organizationId, UUID id) {
        return store.find(organizationId, id).orElseThrow(() -> ProblemException.notFound("import"));
    }

    /** The imports of a repository, in the order of their making. */
    public Page<ImportJob> list(UUID organizationId, UUID repositoryId, PageQuery query) {
        repositories.get(organizationId, repositoryId);
        return query.page(
                store.list(organizationId, repositoryId, query.afterId(), query.fetchSize()),
                job -> Cursor.after(job.id()));
    }

    /** Cancels an import; one that has ended stays as it is. What it has stored stays, too. */
    public void cancel(@Nullable UUID organizationId, UUID id) {
        get(organizationId, id);
        transaction.executeWithoutResult(status -> {
            if (store.cancel(id, clock.instant())) {
                audit.note(new Change(store.organizationOf(id), "import.cancelled", "import", id, null, null));
            }
        });
    }

    private ImportOptions options(CodeRepository repository, ImportRequest request) {
        if (request.url() != null && request.path() != null) {
            throw ProblemException.invalid("/path", "must not be given together with url");
        }
        String pattern = Objects.requireNonNullElse(request.tagPattern(), ImportOptions.DEFAULT_TAG_PATTERN);
        if (request.path() != null && !localPaths.allowed()) {
            throw ProblemException.invalid("/path", "must not be given: this service reads no local repositories");
        }
        if (request.path() != null && !isAbsolute(request.path())) {
            throw ProblemException.invalid("/path", "must be an absolute path");
        }
        return new ImportOptions(
                request.path() == null ? url(repository, request) : null,
                request.path(),
                Objects.requireNonNullElse(request.branch(), repository.defaultBranch()),
                pattern,
                Objects.requireNonNullElse(request.environment(), ImportOptions.DEFAULT_ENVIRONMENT));
    }

    private String url(CodeRepository repository, ImportRequest request) {
        String url = request.url() == null ? repository.url() : request.url();
        if (url == null) {
            throw ProblemException.invalid("/url", "must be given, because the repository has none");
        }
        GitAddress address = GitAddress.parse(url)
                .orElseThrow(
                        () -> ProblemException.invalid(
                                "/url",
                                "must be an http or https address of host, port and path alone, without user, query or fragment"));
        if (!addresses.allowsPort(address)) {
            throw ProblemException.invalid("/url", "must not name port " + address.port() + ": it is not allowed");
        }
        return address.toString();
    }

    private static boolean isAbsolute(String path) {
        try {
            return Path.of(path).isAbsolute();
        } catch (InvalidPathException exception) {
            return false;
        }
    }
}
