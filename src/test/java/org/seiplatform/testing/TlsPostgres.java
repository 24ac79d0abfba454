package org.seiplatform.testing;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A PostgreSQL 15 of its own, from the installed programs, that has a certificate. */
public final class TlsPostgres implements AutoCloseable {

    private static final Path PROGRAMS = Path.of("/usr/lib/postgresql/15/bin");

    private final NativeServer server;

    private TlsPostgres(NativeServer server) {
        this.server = server;
    }

    public static boolean isInstalled() {
        return Files.isExecutable(PROGRAMS.resolve("postgres"));
    }

    public static TlsPostgres start(CertificateAuthority.Issued certificate) {
        return new TlsPostgres(NativeServer.start(
                Edition.POSTGRESQL_15,
                PROGRAMS,
                List.of("ssl=on", "ssl_cert_file=" + certificate.certificate(), "ssl_key_file=" + certificate.key())));
    }

    public TestDatabase database() {
        return server.maintenance();
    }

    @Override
    public void close() {
        server.stop();
    }
}
