package org.seiplatform.source.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Opens repositories in a directory that is allowed, some of which lead to one that is not. */
class LocalRepositoriesTests {

    @TempDir
    private Path directory;

    private Path allowed;
    private Path secret;
    private GitProgram outside;

    @BeforeEach
    void makeWhatIsNotToBeRead() throws IOException {
        allowed = Files.createDirectories(directory.resolve("allowed"));
        outside = new GitProgram(directory.resolve("outside/secret"));
        outside.write("a.txt", "secret\n");
        outside.commit("Ada", "ada@example.org", "Secret");
        outside.run("gc", "--quiet");
        secret = outside.directory();
    }

    /** Ways out of a repository at {@code trap}. */
    enum WayOut {
        LINK_TO_A_REPOSITORY {
            @Override
            void make(Path trap, Path secret) throws IOException {
                Files.createSymbolicLink(trap, secret);
            }
        },
        DOTS {
            @Override
            void make(Path trap, Path secret) {
                // The path itself leads out.
            }

            @Override
            Path path(Path trap) {
                return trap.resolveSibling("../outside/secret");
            }
        },
        GIT_LINK {
            @Override
            void make(Path trap, Path secret) throws IOException {
                Files.createDirectories(trap);
                Files.createSymbolicLink(trap.resolve(".git"), secret.resolve(".git"));
            }
        },
        GIT_FILE {
            @Override
            void make(Path trap, Path secret) throws IOException {
                Files.createDirectories(trap);
                Files.writeString(trap.resolve(".git"), "gitdir: " + secret.resolve(".git") + "\n");
            }
        },
        RELATIVE_GIT_FILE {
            @Override
            void make(Path trap, Path secret) throws IOException {
                Files.createDirectories(trap);
                Files.writeString(trap.resolve(".git"), "gitdir: ../../outside/secret/.git\n");
            }
        },
        SIBLING_OF_THE_SAME_NAME {
            @Override
            void make(Path trap, Path secret) throws IOException {
                Files.createDirectories(trap.getParent());
                Files.createSymbolicLink(trap.resolveSibling("trap.git"), secret.resolve(".git"));
                Files.createDirectories(trap);
            }
        },
        COMMON_DIRECTORY {
            @Override
            void make(Path trap, Path secret) throws IOException {
                repository(trap);
                Files.writeString(trap.resolve(".git/commondir"), secret.resolve(".git") + "\n");
            }
        },
        ALTERNATES {
            @Override
            void make(Path trap, Path secret) throws IOException {
                repository(trap);
                lend(trap, secret);
            }
        },
        ALTERNATES_OF_ALTERNATES {
            @Override
            void make(Path trap, Path secret) throws IOException {
                Path between = trap.resolveSibling("between");
                repository(trap);
                repository(between);
                lend(trap, between);
                lend(between, secret);
            }
        },
        ALTERNATES_IN_QUOTES {
            @Override
            void make(Path trap, Path secret) throws IOException {
                repository(trap);
                Files.writeString(
                        trap.resolve(".git/objects/info/alternates"), "\"" + secret.resolve(".git/objects") + "\"\n");
            }
        },
        ALTERNATES_LINK {
            @Override
            void make(Path trap, Path secret) throws IOException {
                repository(trap);
                Path list = Files.writeString(secret.resolveSibling("list"), secret.resolve(".git/objects") + "\n");
                Files.createSymbolicLink(trap.resolve(".git/objects/info/alternates"), list);
            }
        },
        OBJECTS_LINK {
            @Override
            void make(Path trap, Path secret) throws IOException {
                repository(trap);
                move(trap.resolve(".git/objects"), secret.resolve(".git/objects"));
            }
        },
        PACKS_LINK {
            @Override
            void make(Path trap, Path secret) throws IOException {
                repository(trap);
                move(trap.resolve(".git/objects/pack"), secret.resolve(".git/objects/pack"));
            }
        },
        PACK_LINK {
            @Override
            void make(Path trap, Path secret) throws IOException {
                repository(trap);
                Files.createDirectories(trap.resolve(".git/objects/pack"));
                try (var packs = Files.list(secret.resolve(".git/objects/pack"))) {
                    for (Path pack : packs.toList()) {
                        Files.createSymbolicLink(
                                trap.resolve(".git/objects/pack").resolve(pack.getFileName()), pack);
                    }
                }
            }
        },
        REFS_LINK {
            @Override
            void make(Path trap, Path secret) throws IOException {
                repository(trap);
                move(trap.resolve(".git/refs"), secret.resolve(".git/refs"));
            }
        },
        REF_LINK {
            @Override
            void make(Path trap, Path secret) throws IOException {
                repository(trap);
                move(trap.resolve(".git/refs/heads/main"), secret.resolve("a.txt"));
            }
        },
        PACKED_REFS_LINK {
            @Override
            void make(Path trap, Path secret) throws IOException {
                repository(trap);
                Files.createSymbolicLink(trap.resolve(".git/packed-refs"), secret.resolve(".git/packed-refs"));
            }
        };

        abstract void make(Path trap, Path secret) throws IOException;

        Path path(Path trap) {
            return trap;
        }

        private static void repository(Path trap) {
            GitProgram git = new GitProgram(trap);
            git.write("mine.txt", "mine\n");
            git.commit("Ada", "ada@example.org", "Mine");
        }

        private static void lend(Path to, Path from) throws IOException {
            Files.writeString(to.resolve(".git/objects/info/alternates"), from.resolve(".git/objects") + "\n");
        }

        private static void move(Path from, Path target) throws IOException {
            org.springframework.util.FileSystemUtils.deleteRecursively(from);
            Files.createSymbolicLink(from, target);
        }
    }

    @ParameterizedTest
    @EnumSource(WayOut.class)
    void leavesNoAllowedDirectory(WayOut way) throws IOException {
        Path trap = allowed.resolve("trap");
        way.make(trap, secret);

        assertThat(catchThrowable(() -> open(way.path(trap))))
                .isInstanceOfSatisfying(
                        ImportFailure.class,
                        failure -> assertThat(failure.code())
                                .isIn(
                                        ImportFailure.Code.IMPORT_NOT_A_REPOSITORY,
                                        ImportFailure.Code.IMPORT_UNSUPPORTED_REPOSITORY));
    }

    @Test
    void readsWhatLeadsToOtherPlacesThatAreAllowed() throws IOException {
        GitProgram source = new GitProgram(allowed.resolve("source"));
        source.write("a.txt", "one\n");
        String head = source.commit("Ada", "ada@example.org", "Begin");
        source.run("clone", "--quiet", "--bare", "--shared", ".", allowed + "/borrowing.git");
        source.run("worktree", "add", "--quiet", allowed + "/worktree");
        Files.createSymbolicLink(allowed.resolve("link"), allowed.resolve("source"));

        for (String path : new String[] {"source", "borrowing.git", "worktree", "link", "source/.git"}) {
            try (GitDirectory opened = open(allowed.resolve(path))) {
                assertThat(read(opened, head)).as(path).isEqualTo("commit");
            }
        }
    }

    @Test
    void saysWhatItDoesNotSupport() throws IOException {
        GitProgram source = new GitProgram(allowed.resolve("source"));
        Files.writeString(
                source.directory().resolve(".git/config"),
                "[core]\nrepositoryformatversion = 1\n[extensions]\nrefstorage = reftable\n");

        assertThatExceptionOfType(ImportFailure.class)
                .isThrownBy(() -> open(source.directory()))
                .extracting(ImportFailure::code)
                .isEqualTo(ImportFailure.Code.IMPORT_UNSUPPORTED_REPOSITORY);
    }

    private static String read(GitDirectory opened, String object) throws IOException {
        Process process = new GitCommand(GitSettings.here().build())
                .on(opened, "cat-file", "-t", object)
                .start();
        try (var output = process.inputReader()) {
            return String.valueOf(output.readLine());
        }
    }

    private GitDirectory open(Path path) throws IOException {
        ImportProperties properties =
                GitSettings.here().withLocalPaths(Set.of(allowed.toString())).build();
        Path copy = Files.createTempDirectory(directory, "copy");
        Path objects = new LocalRepositories(new LocalPaths(properties)).open(path.toString(), copy);
        GitDirectory opened = new GitDirectory(copy, objects, () -> {});
        opened.detachFromHead();
        return opened;
    }
}
