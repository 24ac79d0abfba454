package org.seiplatform.ingest.git;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.jgit.diff.ContentSource;
import org.eclipse.jgit.diff.DiffEntry;
import org.eclipse.jgit.diff.RenameDetector;
import org.eclipse.jgit.errors.LargeObjectException;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.AbbreviatedObjectId;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.NullProgressMonitor;
import org.eclipse.jgit.lib.ObjectLoader;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.treewalk.EmptyTreeIterator;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.filter.TreeFilter;
import org.jspecify.annotations.Nullable;
import org.seiplatform.ingest.git.LineDiff.LineCount;
import org.springframework.util.unit.DataSize;

/**
 * Measures what commits change, as {@code git log --numstat} does: lines of text files, renamed files by what was changed in them,
 * binary files without lines. For one thread.
 */
final class CommitSizes implements AutoCloseable {

    /** Git takes a file for binary that has a NUL among its first bytes. */
    private static final int LOOKED_AT_FOR_NUL = 8000;

    private static final int RENAME_LIMIT = 1000;
    private static final byte[] NOTHING = {};

    private final ObjectReader reader;
    private final RenameDetector renames;
    private final int fileSizeLimit;

    CommitSizes(Repository repository, DataSize fileSizeLimit) {
        this.reader = repository.newObjectReader();
        this.fileSizeLimit = (int) Math.min(fileSizeLimit.toBytes(), Integer.MAX_VALUE);
        this.renames = new RenameDetector(reader, repository.getConfig().get(org.eclipse.jgit.diff.DiffConfig.KEY));
        renames.setRenameScore(50);
        renames.setRenameLimit(RENAME_LIMIT);
        renames.setBigFileThreshold(this.fileSizeLimit);
    }

    /** @param files files of any kind; one that was renamed counts once */
    record CommitSize(int linesAdded, int linesDeleted, int files) {}

    /** A file before and after; {@link FileMode#MISSING} where there was or is none. */
    private record Change(FileMode oldMode, AbbreviatedObjectId oldId, FileMode newMode, AbbreviatedObjectId newId) {

        private static Change of(DiffEntry entry) {
            return new Change(entry.getOldMode(), entry.getOldId(), entry.getNewMode(), entry.getNewId());
        }
    }

    /**
     * What a commit changes against its only parent, or against nothing.
     *
     * @return null where the repository does not hold all that the commit changes, as partial clones do not
     */
    @Nullable
    CommitSize measure(RevCommit commit) throws IOException, InterruptedException {
        try {
            List<Change> changes = changes(commit);
            int added = 0;
            int deleted = 0;
            for (Change change : changes) {
                LineCount lines = lines(change);
                added += lines.added();
                deleted += lines.deleted();
            }
            return new CommitSize(added, deleted, changes.size());
        } catch (MissingObjectException exception) {
            return null;
        }
    }

    private List<Change> changes(RevCommit commit) throws IOException {
        try (TreeWalk walk = new TreeWalk(reader)) {
            walk.setRecursive(true);
            walk.setFilter(TreeFilter.ANY_DIFF);
            if (commit.getParentCount() == 0) {
                walk.addTree(new EmptyTreeIterator());
            } else {
                walk.addTree(commit.getParent(0).getTree());
            }
            walk.addTree(commit.getTree());
            return renamed(DiffEntry.scan(walk));
        }
    }

    private List<Change> renamed(List<DiffEntry> scanned) throws IOException {
        List<Change> changes = new ArrayList<>();
        Map<String, DiffEntry> added = new LinkedHashMap<>();
        List<DiffEntry> deleted = new ArrayList<>();
        for (DiffEntry change : scanned) {
            switch (change.getChangeType()) {
                case ADD -> added.put(change.getNewPath(), change);
                case DELETE -> deleted.add(change);
                default -> changes.add(Change.of(change));
            }
        }
        List<DiffEntry> candidates = new ArrayList<>();
        for (DiffEntry old : deleted) {
            DiffEntry changedType = added.remove(old.getOldPath());
            if (changedType == null) {
                candidates.add(old);
            } else {
                // JGit makes two of a file that becomes a link; git does not.
                changes.add(
                        new Change(old.getOldMode(), old.getOldId(), changedType.getNewMode(), changedType.getNewId()));
            }
        }
        boolean mayBeRenamed = !candidates.isEmpty() && !added.isEmpty();
        candidates.addAll(added.values());
        (mayBeRenamed ? joined(candidates) : candidates).forEach(change -> changes.add(Change.of(change)));
        return changes;
    }

    private List<DiffEntry> joined(List<DiffEntry> candidates) throws IOException {
        renames.reset();
        renames.addAll(candidates);
        try {
            return renames.compute(
                    new ContentSource.Pair(ContentSource.create(reader), ContentSource.create(reader)),
                    NullProgressMonitor.INSTANCE);
        } catch (org.eclipse.jgit.api.errors.CanceledException exception) {
            throw new IllegalStateException("Nobody cancels", exception);
        }
    }

    private LineCount lines(Change change) throws IOException, InterruptedException {
        if (change.oldId().equals(change.newId()) && change.oldMode() == change.newMode()) {
            return LineDiff.NONE;
        }
        byte[] before = text(change.oldMode(), change.oldId());
        byte[] after = before == null ? null : text(change.newMode(), change.newId());
        return before == null || after == null ? LineDiff.NONE : LineDiff.count(before, after);
    }

    /** The content of one side; null if it is binary or too large. */
    private byte @Nullable [] text(FileMode mode, AbbreviatedObjectId id) throws IOException {
        if (mode == FileMode.MISSING) {
            return NOTHING;
        }
        if (mode == FileMode.GITLINK) {
            return ("Subproject commit " + id.name() + "\n").getBytes(US_ASCII);
        }
        ObjectLoader loader = reader.open(id.toObjectId(), Constants.OBJ_BLOB);
        if (loader.getSize() > fileSizeLimit) {
            return null;
        }
        try {
            byte[] content = loader.getCachedBytes(fileSizeLimit);
            return isBinary(content) ? null : content;
        } catch (LargeObjectException exception) {
            return null;
        }
    }

    private static boolean isBinary(byte[] content) {
        for (int i = 0; i < Math.min(content.length, LOOKED_AT_FOR_NUL); i++) {
            if (content[i] == 0) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void close() {
        reader.close();
    }
}
