package org.seiplatform.source.git;

import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.storage.file.FileBasedConfig;
import org.eclipse.jgit.storage.file.WindowCacheConfig;
import org.eclipse.jgit.util.FS;
import org.eclipse.jgit.util.SystemReader;
import org.jspecify.annotations.Nullable;

/**
 * Keeps JGit from the configuration of this machine and its user: what an import does must not depend on them. Bounds what it
 * keeps in memory, too.
 */
final class IsolatedGit extends SystemReader.Delegate {

    private IsolatedGit(SystemReader system) {
        super(system);
    }

    static void install() {
        SystemReader current = SystemReader.getInstance();
        if (!(current instanceof IsolatedGit)) {
            SystemReader.setInstance(new IsolatedGit(current));
            boundCaches();
        }
    }

    /** Enough of a pack that neighbours are found again, and little of the heap however large packs are. */
    private static void boundCaches() {
        WindowCacheConfig caches = new WindowCacheConfig();
        caches.setPackedGitWindowSize(64 * WindowCacheConfig.KB);
        caches.setPackedGitLimit(
                Math.min(64 * WindowCacheConfig.MB, Runtime.getRuntime().maxMemory() / 8));
        caches.install();
    }

    @Override
    public FileBasedConfig openUserConfig(@Nullable Config parent, FS files) {
        return new EmptyConfig(parent, files);
    }

    @Override
    public FileBasedConfig openSystemConfig(@Nullable Config parent, FS files) {
        return new EmptyConfig(parent, files);
    }

    @Override
    public FileBasedConfig openJGitConfig(@Nullable Config parent, FS files) {
        return new EmptyConfig(parent, files);
    }

    private static final class EmptyConfig extends FileBasedConfig {

        private EmptyConfig(@Nullable Config parent, FS files) {
            super(parent, null, files);
        }

        @Override
        public void load() {
            // There is nothing to load.
        }

        @Override
        public void save() {
            // JGit would keep measurements of the file system there.
        }

        @Override
        public boolean isOutdated() {
            return false;
        }
    }
}
