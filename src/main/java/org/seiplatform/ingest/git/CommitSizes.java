package org.seiplatform.ingest.git;

import java.io.IOException;
import java.util.List;
import org.eclipse.jgit.diff.DiffEntry;
import org.eclipse.jgit.diff.DiffFormatter;
import org.eclipse.jgit.diff.Edit;
import org.eclipse.jgit.diff.MyersDiff;
import org.eclipse.jgit.diff.RawTextComparator;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.patch.FileHeader;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.treewalk.AbstractTreeIterator;
import org.eclipse.jgit.treewalk.CanonicalTreeParser;
import org.eclipse.jgit.treewalk.EmptyTreeIterator;
import org.eclipse.jgit.util.io.NullOutputStream;
import org.springframework.util.unit.DataSize;

/**
 * Measures what commits change, as {@code git log --numstat} does: lines of text files, renamed files by what was changed in them,
 * binary files without lines. For one thread.
 */
final class CommitSizes implements AutoCloseable {

    private final ObjectReader reader;
    private final DiffFormatter differ = new DiffFormatter(NullOutputStream.INSTANCE);

    CommitSizes(Repository repository, DataSize fileSizeLimit) {
        this.reader = repository.newObjectReader();
        differ.setReader(reader, repository.getConfig());
        differ.setDiffComparator(RawTextComparator.DEFAULT);
        differ.setDiffAlgorithm(MyersDiff.INSTANCE);
        differ.setDetectRenames(true);
        differ.getRenameDetector().setRenameScore(50);
        differ.getRenameDetector().setSkipContentRenamesForBinaryFiles(true);
        differ.setBinaryFileThreshold((int) Math.min(fileSizeLimit.toBytes(), Integer.MAX_VALUE));
    }

    /** @param files files of any kind; one that was renamed counts once */
    record CommitSize(int linesAdded, int linesDeleted, int files) {}

    /** What a commit changes against its only parent, or against nothing. */
    CommitSize measure(RevCommit commit) throws IOException {
        List<DiffEntry> entries = differ.scan(before(commit), tree(commit));
        int added = 0;
        int deleted = 0;
        for (DiffEntry entry : entries) {
            FileHeader file = differ.toFileHeader(entry);
            for (Edit edit : file.toEditList()) {
                added += edit.getLengthB();
                deleted += edit.getLengthA();
            }
        }
        return new CommitSize(added, deleted, entries.size());
    }

    private AbstractTreeIterator before(RevCommit commit) throws IOException {
        return commit.getParentCount() == 0 ? new EmptyTreeIterator() : tree(commit.getParent(0));
    }

    private CanonicalTreeParser tree(RevCommit commit) throws IOException {
        return new CanonicalTreeParser(null, reader, commit.getTree());
    }

    @Override
    public void close() {
        differ.close();
        reader.close();
    }
}
