package org.seiplatform.source.git;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.eclipse.jgit.errors.ConfigInvalidException;
import org.eclipse.jgit.lib.Config;
import org.jspecify.annotations.Nullable;
import org.seiplatform.source.git.ImportFailure.Code;
import org.springframework.stereotype.Component;

/**
 * Reads repositories of this machine. Their refs are copied to a directory of ours and their objects are read where they are, after
 * all that a repository can point to was found to be where it may be read: a {@code .git} that is a file or a link, the common
 * directory of worktrees, links of any kind, and other repositories that objects are borrowed from.
 */
@Component
class LocalRepositories {

    private static final int LARGEST_TEXT = 1 << 20;
    private static final int LARGEST_REFS = 1 << 28;
    private static final int MOST_LENDERS = 100;

    private final LocalPaths paths;

    LocalRepositories(LocalPaths paths) {
        this.paths = paths;
    }

    /**
     * Copies what git needs besides objects.
     *
     * @param copy is made
     * @return where the objects are
     */
    Path open(String path, Path copy) throws IOException {
        try {
            Path git = commonDirectory(gitDirectory(paths.check(Path.of(path))));
            Path objects = paths.checkAll(git.resolve("objects"));
            checkLenders(objects, new HashSet<>());
            Files.createDirectories(copy.resolve("objects"));
            copyRefs(paths.checkAll(git.resolve("refs")), copy.resolve("refs"));
            copy(git.resolve("packed-refs"), copy.resolve("packed-refs"));
            copy(git.resolve("shallow"), copy.resolve("shallow"));
            Files.writeString(copy.resolve("config"), config(git.resolve("config")));
            return objects;
        } catch (InvalidPathException | NoSuchFileException exception) {
            throw notARepository(exception);
        }
    }

    private Path gitDirectory(Path directory) throws IOException {
        Path dotGit = directory.resolve(".git");
        if (!Files.exists(dotGit)) {
            return directory;
        }
        Path real = paths.check(dotGit);
        if (Files.isDirectory(real)) {
            return real;
        }
        String text = text(real);
        if (!text.startsWith("gitdir: ")) {
            throw notARepository(null);
        }
        return paths.check(directory.resolve(text.substring("gitdir: ".length()).strip()));
    }

    /** Of a worktree that was added to a repository, the repository. */
    private Path commonDirectory(Path directory) throws IOException {
        Path file = directory.resolve("commondir");
        return Files.exists(file, LinkOption.NOFOLLOW_LINKS)
                ? paths.check(directory.resolve(text(paths.check(file)).strip()))
                : directory;
    }

    /** Those that objects are borrowed from, and those that they borrow from. */
    private void checkLenders(Path objects, Set<Path> seen) throws IOException {
        if (!seen.add(objects) || seen.size() > MOST_LENDERS) {
            return;
        }
        Path file = objects.resolve("info/alternates");
        if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        List<String> lenders = text(paths.check(file))
                .lines()
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .toList();
        for (String lender : lenders) {
            if (lender.startsWith("\"")) {
                throw new ImportFailure(
                        Code.IMPORT_UNSUPPORTED_REPOSITORY, "The repository names another one in quotes.");
            }
            checkLenders(paths.checkAll(objects.resolve(lender)), seen);
        }
    }

    private void copyRefs(Path refs, Path copy) throws IOException {
        try (Stream<Path> files = Files.walk(refs)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Path target = copy.resolve(refs.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    copy(file, target);
                }
            }
        }
    }

    private void copy(Path file, Path target) throws IOException {
        if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        try (InputStream content = Files.newInputStream(paths.check(file), LinkOption.NOFOLLOW_LINKS)) {
            byte[] bytes = content.readNBytes(LARGEST_REFS);
            if (bytes.length == LARGEST_REFS) {
                throw new ImportFailure(Code.IMPORT_TOO_LARGE, "The repository has more refs than it may.");
            }
            Files.write(target, bytes);
        }
    }

    /** Nothing of the repository's own configuration but the format of its objects. */
    private String config(Path file) throws IOException {
        Config theirs = new Config();
        try {
            theirs.fromText(Files.exists(file) ? text(paths.check(file)) : "");
        } catch (ConfigInvalidException exception) {
            throw notARepository(exception);
        }
        if (!"files".equalsIgnoreCase(refStorage(theirs))) {
            throw new ImportFailure(
                    Code.IMPORT_UNSUPPORTED_REPOSITORY,
                    "The repository keeps its refs as " + refStorage(theirs) + ", not as files.");
        }
        return "sha256".equalsIgnoreCase(theirs.getString("extensions", null, "objectformat"))
                ? "[core]\nbare = true\nrepositoryformatversion = 1\n[extensions]\nobjectformat = sha256\n"
                : "[core]\nbare = true\nrepositoryformatversion = 0\n";
    }

    private static String refStorage(Config config) {
        String storage = config.getString("extensions", null, "refstorage");
        return storage == null ? "files" : storage;
    }

    private static String text(Path file) throws IOException {
        try (InputStream content = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            return new String(content.readNBytes(LARGEST_TEXT), UTF_8);
        }
    }

    private static ImportFailure notARepository(@Nullable Exception cause) {
        String detail = "There is no git repository at that path.";
        return cause == null
                ? new ImportFailure(Code.IMPORT_NOT_A_REPOSITORY, detail)
                : new ImportFailure(Code.IMPORT_NOT_A_REPOSITORY, detail, cause);
    }
}
