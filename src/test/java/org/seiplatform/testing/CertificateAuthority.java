package org.seiplatform.testing;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Issues certificates as PEM files, made with the JDK's keytool. */
public final class CertificateAuthority {

    private static final String PASSWORD = "changeit";
    private static final Path KEYTOOL = Path.of(System.getProperty("java.home"), "bin", "keytool");

    private final Path directory;
    private final String name;
    private int issued;

    private CertificateAuthority(Path directory, String name) {
        this.directory = directory;
        this.name = name;
    }

    /** A certificate with its private key. */
    public record Issued(Path certificate, Path key) {}

    /** A new authority, which nobody trusts yet. */
    public static CertificateAuthority create(Path directory, String name) {
        CertificateAuthority authority = new CertificateAuthority(directory, name);
        authority.generate(
                name, "CN=" + name, "-ext", "bc:critical=ca:true", "-ext", "ku:critical=keyCertSign,cRLSign");
        authority.write(authority.certificate(), "CERTIFICATE", authority.read(name, true));
        return authority;
    }

    /** Its own certificate, for those who are to trust it. */
    public Path certificate() {
        return directory.resolve(name + ".crt");
    }

    /** A certificate of a server. @param subject such as {@code dns:localhost,ip:127.0.0.1} */
    public Issued issue(String subject) {
        String alias = name + "-" + ++issued;
        generate(alias, "CN=server");
        Path request = directory.resolve(alias + ".csr");
        Path certificate = directory.resolve(alias + ".crt");
        Path key = directory.resolve(alias + ".key");
        keytool(alias, "-certreq", "-file", request.toString());
        keytool(
                name,
                "-gencert",
                "-infile",
                request.toString(),
                "-outfile",
                certificate.toString(),
                "-rfc",
                "-validity",
                "30",
                "-ext",
                "san=" + subject);
        write(key, "PRIVATE KEY", read(alias, false));
        return new Issued(certificate, key);
    }

    /** A context of clients that trust this authority alone. */
    public SSLContext trusting() {
        try {
            KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
            trusted.load(null, null);
            trusted.setCertificateEntry("authority", load(name).getCertificate(name));
            TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            managers.init(trusted);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, managers.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException | IOException cause) {
            throw new IllegalStateException(cause);
        }
    }

    private void generate(String alias, String subject, String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                "-genkeypair", "-keyalg", "EC", "-groupname", "secp256r1", "-dname", subject, "-validity", "30"));
        arguments.addAll(List.of(more));
        keytool(alias, arguments.toArray(String[]::new));
    }

    /** Each key has a store of its own; an issued one is signed with the authority's. */
    private void keytool(String alias, String... arguments) {
        List<String> command = new ArrayList<>(List.of(KEYTOOL.toString(), "-J-XX:TieredStopAtLevel=1"));
        command.addAll(List.of(arguments));
        command.addAll(List.of(
                "-alias", alias, "-keystore", store(alias).toString(), "-storepass", PASSWORD, "-storetype", "PKCS12"));
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(directory.resolve("keytool.log").toFile())
                    .start();
            if (process.waitFor() != 0) {
                throw new IllegalStateException(Files.readString(directory.resolve("keytool.log")));
            }
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    private byte[] read(String alias, boolean certificate) {
        try {
            KeyStore store = load(alias);
            if (certificate) {
                Certificate own = store.getCertificate(alias);
                return own.getEncoded();
            }
            return store.getKey(alias, PASSWORD.toCharArray()).getEncoded();
        } catch (GeneralSecurityException | IOException cause) {
            throw new IllegalStateException(cause);
        }
    }

    private KeyStore load(String alias) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream content = Files.newInputStream(store(alias))) {
            store.load(content, PASSWORD.toCharArray());
        }
        return store;
    }

    private Path store(String alias) {
        return directory.resolve(alias + ".p12");
    }

    private void write(Path file, String type, byte[] content) {
        try {
            Files.writeString(
                    file,
                    "-----BEGIN %s-----\n%s\n-----END %s-----\n"
                            .formatted(
                                    type,
                                    Base64.getMimeEncoder(64, "\n".getBytes(US_ASCII))
                                            .encodeToString(content),
                                    type));
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }
}
