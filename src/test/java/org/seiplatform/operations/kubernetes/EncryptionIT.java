package org.seiplatform.operations.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.TestAbortedException;

/** The real PgBouncer reads what {@code k8s/components/tls} gives it. */
class EncryptionIT {

    private static final int SSL_REQUEST = 80877103;
    private static final int PROTOCOL = 196608;

    @TempDir
    private Path directory;

    private Process pooler;

    private int port;

    @BeforeEach
    void aPoolerOnTheShippedFiles() throws IOException, InterruptedException {
        Path program = Stream.of("/usr/sbin/pgbouncer", "/usr/bin/pgbouncer")
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> "true".equals(System.getenv("CI"))
                        ? new IllegalStateException("there is no pgbouncer")
                        : new TestAbortedException("there is no pgbouncer"));
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
        run("openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=localhost "
                + "-keyout tls.key -out tls.crt");
        Files.copy(directory.resolve("tls.crt"), directory.resolve("ca.crt"));
        Files.setPosixFilePermissions(directory.resolve("tls.key"), PosixFilePermissions.fromString("rw-r--r--"));
        Files.writeString(directory.resolve("userlist.txt"), "\"pgbouncer\" \"secret\"\n");
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        // Debian 12's PgBouncer does not know two settings yet.
        Files.writeString(
                directory.resolve("pgbouncer.ini"),
                Kustomize.read(Path.of("docker/pgbouncer/pgbouncer.ini"))
                        .replaceAll("(?m)^(auth_dbname|max_prepared_statements) = .*$", "")
                        .replace("/etc/pgbouncer/", directory + "/")
                        .replace("listen_addr = 0.0.0.0", "listen_addr = 127.0.0.1")
                        .replace("listen_port = 6432", "listen_port = " + port));
        Path settings = Files.writeString(
                directory.resolve("tls.ini"),
                Kustomize.read(Path.of("k8s/components/tls/platform/tls.ini"))
                        .replace("/etc/pgbouncer.d/", directory + "/")
                        .replace(" = /tls/", " = " + directory + "/"));
        pooler = new ProcessBuilder(
                        "setpriv",
                        "--reuid=65534",
                        "--regid=65534",
                        "--clear-groups",
                        program.toString(),
                        settings.toString())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("log").toFile())
                .start();
        Instant deadline = Instant.now().plus(Duration.ofSeconds(20));
        while (!log().contains("process up")
                && pooler.isAlive()
                && Instant.now().isBefore(deadline)) {
            pooler.waitFor(50, TimeUnit.MILLISECONDS);
        }
        assertThat(pooler.isAlive()).as(log()).isTrue();
    }

    @AfterEach
    void end() throws InterruptedException {
        pooler.destroyForcibly().waitFor();
    }

    @Test
    void thePoolerTakesTlsAndNothingElseAndKeepsItsOtherSettings() throws IOException {
        assertThat(log()).contains("max_client_conn: 1000");
        assertThat(answerTo(8, SSL_REQUEST)).isEqualTo("S");
        // A greeting in the clear: user pgbouncer, database pgbouncer.
        byte[] names = "user\0pgbouncer\0database\0pgbouncer\0\0".getBytes(StandardCharsets.US_ASCII);
        assertThat(answerTo(8 + names.length, PROTOCOL, names)).contains("SSL required");
    }

    private String answerTo(int length, int code, byte... rest) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(10_000);
            // In one piece: PgBouncer takes no part of a greeting.
            socket.getOutputStream()
                    .write(ByteBuffer.allocate(8 + rest.length)
                            .putInt(length)
                            .putInt(code)
                            .put(rest)
                            .array());
            byte[] answer = new byte[200];
            int read = socket.getInputStream().read(answer);
            return new String(answer, 0, Math.max(read, 0), StandardCharsets.US_ASCII);
        }
    }

    private String log() throws IOException {
        Path log = directory.resolve("log");
        return Files.exists(log) ? Files.readString(log) : "";
    }

    private void run(String command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(List.of(command.split(" ")))
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("output").toFile())
                .start();
        assertThat(process.waitFor()).as(command).isZero();
    }
}
