package org.seiplatform.source.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.seiplatform.platform.resilience.ResiliencePolicies;
import org.seiplatform.source.git.ImportStore.ClaimedJob;
import org.seiplatform.testing.ApiTest;
import org.springframework.beans.factory.annotation.Autowired;

/** Git servers that do not answer, called by the policies of the service. */
@ApiTest
class GitRemotesTests {

    private static final String LEFT_ALONE = "has not answered lately";

    @Autowired
    private ResiliencePolicies policies;

    @TempDir
    private Path directory;

    private final ImportStore store = mock(ImportStore.class);

    @Test
    void aServerThatFailsOneOrganizationIsStillAskedForAnother() throws IOException {
        UUID unlucky = UUID.randomUUID();
        int port = closedPort();
        for (int i = 0; i < 3; i++) {
            open(unlucky, port);
        }

        assertThat(open(unlucky, port)).contains(LEFT_ALONE);
        assertThat(open(unlucky, closedPort())).doesNotContain(LEFT_ALONE);
        assertThat(open(UUID.randomUUID(), port)).doesNotContain(LEFT_ALONE);
    }

    private static int closedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** How it fails. */
    private String open(UUID organization, int port) {
        ImportProperties properties = GitSettings.here()
                .withWorkDirectory(directory)
                .withAllowedHosts(Set.of("127.0.0.1"))
                .build();
        when(store.progress(any(), any(), any(), anyLong(), any(), anyLong(), any()))
                .thenReturn(true);
        GitRemotes remotes = new GitRemotes(
                new GitSource(
                        properties,
                        new LocalRepositories(new LocalPaths(properties)),
                        new Clones(properties, Clock.systemUTC())),
                policies);
        String url = "http://127.0.0.1:" + port + "/x";
        ImportJob job = new ImportJob(
                UUID.randomUUID(),
                UUID.randomUUID(),
                ImportJob.Status.RUNNING,
                url,
                null,
                0,
                null,
                0,
                null,
                null,
                Instant.EPOCH,
                null,
                null);
        ImportProgress progress = new ImportProgress(
                store,
                job.id(),
                "worker",
                Clock.systemUTC(),
                Duration.ofMinutes(1),
                () -> false,
                new ImportMetrics(new SimpleMeterRegistry()));
        ImportOptions options = new ImportOptions(url, null, "main", "^$", "production");
        ImportFailure failure = catchThrowableOfType(
                ImportFailure.class, () -> remotes.open(new ClaimedJob(job, organization, options), progress));
        return failure.detail();
    }
}
