package org.seiplatform.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.opentest4j.TestAbortedException;
import org.springframework.util.FileSystemUtils;

/** A real S3 server with one bucket in a process of its own, whose objects a test can see and spoil. */
public final class ObjectStore implements AutoCloseable {

    private static final Path PACKAGES = Path.of("src/test/node");
    private static final String OBJECT = "._S3rver_object";

    private final Process process;
    private final Path directory;
    private final String bucket;
    private final int port;

    private ObjectStore(Process process, Path directory, String bucket, int port) {
        this.process = process;
        this.directory = directory;
        this.bucket = bucket;
        this.port = port;
    }

    /**
     * Starts an empty store without encryption.
     *
     * @throws TestAbortedException where the packages of {@code src/test/node} are not installed
     * @throws IllegalStateException instead of it where {@code CI=true}
     */
    public static ObjectStore start(String bucket) {
        return start(bucket, false);
    }

    /** Starts an empty store that speaks TLS, with a certificate that nobody has signed. */
    public static ObjectStore startWithTls(String bucket) {
        return start(bucket, true);
    }

    private static ObjectStore start(String bucket, boolean tls) {
        if (!Files.isDirectory(PACKAGES.resolve("node_modules/s3rver"))) {
            String reason = "no S3 server: run `npm ci --prefix %s`".formatted(PACKAGES);
            throw "true".equals(System.getenv("CI"))
                    ? new IllegalStateException(reason)
                    : new TestAbortedException(reason);
        }
        try {
            Path directory = Files.createTempDirectory("sei-object-store");
            List<String> command = new ArrayList<>(List.of("node", "object-store.mjs", directory.toString(), bucket));
            if (tls) {
                command.addAll(certificate(directory));
            }
            // the program ends with its standard input, so it cannot outlive this process
            Process process = new ProcessBuilder(command)
                    .directory(PACKAGES.toFile())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            BufferedReader output = process.inputReader();
            String port = output.readLine();
            if (port == null) {
                throw new IllegalStateException("node object-store.mjs ended");
            }
            return new ObjectStore(process, directory, bucket, Integer.parseInt(port));
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }

    /** The files of a new key and its certificate. */
    private static List<String> certificate(Path directory) throws IOException {
        String key = directory.resolve("key.pem").toString();
        String certificate = directory.resolve("certificate.pem").toString();
        try {
            int exit = new ProcessBuilder(
                            "openssl",
                            "req",
                            "-x509",
                            "-newkey",
                            "rsa:2048",
                            "-nodes",
                            "-days",
                            "2",
                            "-subj",
                            "/CN=127.0.0.1",
                            "-keyout",
                            key,
                            "-out",
                            certificate)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
            if (exit != 0) {
                throw new IllegalStateException("openssl made no certificate");
            }
            return List.of(key, certificate);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    /** The bucket, as the programs that use it name it. */
    public String address() {
        return "s3://" + bucket + "/";
    }

    public int port() {
        return port;
    }

    /** What the AWS command line and libraries need in their environment. */
    public Map<String, String> environment() {
        return Map.of(
                "AWS_ACCESS_KEY_ID", "S3RVER",
                "AWS_SECRET_ACCESS_KEY", "S3RVER",
                "AWS_DEFAULT_REGION", "us-east-1",
                "AWS_EC2_METADATA_DISABLED", "true",
                "AWS_ENDPOINT_URL", "http://127.0.0.1:" + port);
    }

    /** The keys of all objects, sorted. */
    public List<String> keys() {
        try (Stream<Path> files = Files.list(directory.resolve(bucket))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(OBJECT))
                    .map(name -> name.substring(0, name.length() - OBJECT.length()))
                    .sorted()
                    .toList();
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }

    public byte[] read(String key) {
        try {
            return Files.readAllBytes(file(key));
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }

    /** Changes what an object holds without the knowledge of who wrote it. */
    public void write(String key, byte[] content) {
        try {
            Files.write(file(key), content);
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }

    /** Loses the second half of an object. */
    public void truncate(String key) {
        try (FileChannel file = FileChannel.open(file(key), StandardOpenOption.WRITE)) {
            file.truncate(file.size() / 2);
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }

    /** Gives what is under one key another one, too. */
    public void copy(String from, String to) {
        try {
            for (String part : List.of(OBJECT, OBJECT + ".md5", "._S3rver_metadata.json")) {
                Path objects = directory.resolve(bucket);
                Files.copy(objects.resolve(from + part), objects.resolve(to + part));
            }
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }

    /** The file that holds an object. */
    public Path file(String key) {
        return directory.resolve(bucket).resolve(key + OBJECT);
    }

    @Override
    public void close() {
        process.destroy();
        try {
            process.waitFor();
            FileSystemUtils.deleteRecursively(directory);
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
