package org.seiplatform.ingest.git;

import org.eclipse.jgit.lib.Repository;

/**
 * The repository of an import while it is read.
 *
 * @param whenClosed what becomes of its files then
 */
record OpenRepository(Repository git, Runnable whenClosed) implements AutoCloseable {

    @Override
    public void close() {
        git.close();
        whenClosed.run();
    }
}
