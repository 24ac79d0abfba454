package org.seiplatform.source.git;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.springframework.util.unit.DataSize;

/** Settings of imports for tests: the usual ones, with all local paths, and servers that are waited for five seconds. */
record GitSettings(
        Path workDirectory,
        boolean keepClones,
        Set<String> allowedHosts,
        Set<String> localPaths,
        List<GitCredentials.Entry> credentials,
        Duration timeLimit,
        DataSize sizeLimit,
        String gitProgram,
        DataSize gitMemory) {

    static GitSettings here() {
        return new GitSettings(
                Path.of(System.getProperty("java.io.tmpdir"), "sei-imports"),
                false,
                Set.of(),
                Set.of("/"),
                List.of(),
                Duration.ofHours(1),
                DataSize.ofMegabytes(500),
                "git",
                DataSize.ofMegabytes(512));
    }

    GitSettings withWorkDirectory(Path directory) {
        return new GitSettings(
                directory,
                keepClones,
                allowedHosts,
                localPaths,
                credentials,
                timeLimit,
                sizeLimit,
                gitProgram,
                gitMemory);
    }

    GitSettings withKeepClones(boolean kept) {
        return new GitSettings(
                workDirectory,
                kept,
                allowedHosts,
                localPaths,
                credentials,
                timeLimit,
                sizeLimit,
                gitProgram,
                gitMemory);
    }

    GitSettings withAllowedHosts(Set<String> hosts) {
        return new GitSettings(
                workDirectory, keepClones, hosts, localPaths, credentials, timeLimit, sizeLimit, gitProgram, gitMemory);
    }

    GitSettings withLocalPaths(Set<String> paths) {
        return new GitSettings(
                workDirectory,
                keepClones,
                allowedHosts,
                paths,
                credentials,
                timeLimit,
                sizeLimit,
                gitProgram,
                gitMemory);
    }

    GitSettings withCredentials(List<GitCredentials.Entry> entries) {
        return new GitSettings(
                workDirectory,
                keepClones,
                allowedHosts,
                localPaths,
                entries,
                timeLimit,
                sizeLimit,
                gitProgram,
                gitMemory);
    }

    GitSettings withTimeLimit(Duration limit) {
        return new GitSettings(
                workDirectory,
                keepClones,
                allowedHosts,
                localPaths,
                credentials,
                limit,
                sizeLimit,
                gitProgram,
                gitMemory);
    }

    GitSettings withSizeLimit(DataSize limit) {
        return new GitSettings(
                workDirectory,
                keepClones,
                allowedHosts,
                localPaths,
                credentials,
                timeLimit,
                limit,
                gitProgram,
                gitMemory);
    }

    GitSettings withGitProgram(String program) {
        return new GitSettings(
                workDirectory,
                keepClones,
                allowedHosts,
                localPaths,
                credentials,
                timeLimit,
                sizeLimit,
                program,
                gitMemory);
    }

    GitSettings withGitMemory(DataSize limit) {
        return new GitSettings(
                workDirectory,
                keepClones,
                allowedHosts,
                localPaths,
                credentials,
                timeLimit,
                sizeLimit,
                gitProgram,
                limit);
    }

    ImportProperties build() {
        return new ImportProperties(
                workDirectory.toString(),
                keepClones,
                1,
                1,
                allowedHosts,
                Set.of(80, 443),
                localPaths,
                credentials,
                Duration.ofSeconds(5),
                timeLimit,
                sizeLimit,
                gitProgram,
                gitMemory,
                DataSize.ofMegabytes(5),
                Duration.ofSeconds(60));
    }
}
