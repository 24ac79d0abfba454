package org.seiplatform.testing;

import java.util.ArrayList;
import java.util.List;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.postgresql.PostgreSQLContainer;
import org.testcontainers.utility.DockerImageName;

/** A server in a container, where a Docker daemon answers. */
final class DockerSource implements DatabaseSource {

    private static final boolean DAEMON_ANSWERS = DockerClientFactory.instance().isDockerAvailable();

    private static final List<String> FAST_AND_ROOMY =
            List.of("fsync=off", "full_page_writes=off", "synchronous_commit=off", "max_connections=200");

    @Override
    public Offer offer(Edition edition) {
        if (!DAEMON_ANSWERS) {
            return new Offer.Missing("no Docker daemon answers");
        }
        DockerImageName image = DockerImageName.parse(edition.image()).asCompatibleSubstituteFor("postgres");
        PostgreSQLContainer container = new PostgreSQLContainer(image).withCommand(command(edition));
        container.start();
        TestDatabase maintenance =
                new TestDatabase(edition, container.getJdbcUrl(), container.getUsername(), container.getPassword());
        return new Offer.Found(new PostgresServer(maintenance, container::stop), "Docker image " + edition.image());
    }

    private static String[] command(Edition edition) {
        List<String> command = new ArrayList<>(List.of("postgres"));
        for (String setting : FAST_AND_ROOMY) {
            command.addAll(List.of("-c", setting));
        }
        for (String setting : edition.settings()) {
            command.addAll(List.of("-c", setting));
        }
        return command.toArray(String[]::new);
    }
}
