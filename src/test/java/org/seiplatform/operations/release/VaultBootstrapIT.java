package org.seiplatform.operations.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.seiplatform.testing.DebianRoot;
import org.springframework.util.FileSystemUtils;

/** The bootstrap of Vault, on a command line that keeps what it is told in files. */
class VaultBootstrapIT {

    private static final String VAULT = """
            #!/bin/bash
            # As much of the vault command as the script uses.
            set -euo pipefail
            cd "$(dirname "$0")/state"
            case "$1 $2" in
              'token lookup') ;;
              'secrets list' | 'auth list' | 'audit list') cat "$1" 2>/dev/null || exit 2 ;;
              'secrets enable') echo '{"secret/": {}}' >secrets ;;
              'auth enable') echo '{"kubernetes/": {}}' >auth ;;
              'audit enable') echo '{"file/": {}}' >audit ;;
              'policy write') cp "$4" "policy.$3" ;;
              'write '*) echo "${@:3}" >"${2//\\//.}" ;;
              'kv get')
                file=secret.${5#*/}
                [[ -e $file ]] || exit 2
                jq '{data: {data: ., metadata: {version: 1}}}' "$file" ;;
              'kv put')
                file=secret.${5#*/}
                version=$([[ -e $file ]] && echo 1 || echo 0)
                [[ $4 == "-cas=$version" && $6 == - ]] || exit 2
                jq . >"$file.new" && mv "$file.new" "$file" ;;
              *) echo "vault $*?" >&2; exit 1 ;;
            esac
            """;
    private static final Pattern READ =
            Pattern.compile("secret/data/sei-platform/([a-z]+)\"|\\.Data\\.data\\.([a-z_]+)");

    private final DebianRoot debian = DebianRoot.find();
    private Path directory;
    private Path state;

    @BeforeEach
    void anEmptyVault() throws IOException {
        directory = DebianRoot.directory("sei-vault");
        Path program = Files.writeString(directory.resolve("vault"), VAULT);
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
        state = Files.setPosixFilePermissions(
                Files.createDirectory(directory.resolve("state")), PosixFilePermissions.fromString("rwxrwxrwx"));
    }

    @AfterEach
    void end() throws IOException {
        FileSystemUtils.deleteRecursively(directory);
    }

    @Test
    void runningItTwiceKeepsEverySecret() throws IOException {
        DebianRoot.Result first = bootstrap().run().succeeded();
        Map<String, String> secrets = secrets();
        assertThat(secrets).containsKeys("secret.database", "secret.backup", "secret.timescaledb");
        assertThat(first.output()).contains("sei-platform/monitoring slack_url=...");
        for (String value : String.join(" ", secrets.values()).split("[^0-9a-f]+")) {
            assertThat(value.length() < 40 || !first.output().contains(value))
                    .as("printed no secret")
                    .isTrue();
        }

        DebianRoot.Result second = bootstrap().run().succeeded();

        assertThat(secrets()).isEqualTo(secrets);
        assertThat(second.output()).doesNotContain("make up", "enable secret/");
    }

    @Test
    void aNewFieldIsAddedToWhatIsThere() throws IOException {
        Files.writeString(
                state.resolve("secret.database"), "{\"username\": \"sei_user\", \"password\": \"chosen by hand\"}");
        Files.setPosixFilePermissions(state.resolve("secret.database"), PosixFilePermissions.fromString("rw-rw-rw-"));

        assertThat(bootstrap().run().succeeded().output()).contains("make up sei-platform/database: owner_password");

        assertThat(secrets().get("secret.database")).contains("chosen by hand", "owner_password");
    }

    @Test
    void aDryRunChangesNothing() throws IOException {
        assertThat(bootstrap("--dry-run").run().succeeded().output()).contains("make up sei-platform/database");
        assertThat(state).isEmptyDirectory();
    }

    @Test
    void everySecretThatAManifestReadsIsMade() throws IOException {
        bootstrap().run().succeeded();
        Map<String, String> secrets = secrets();
        Path manifests = Path.of("k8s");
        try (Stream<Path> files = Files.isDirectory(manifests) ? Files.walk(manifests) : Stream.of()) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".yaml")).toList()) {
                String secret = "";
                Matcher matcher = READ.matcher(Files.readString(file));
                while (matcher.find()) {
                    if (matcher.group(1) != null) {
                        secret = matcher.group(1);
                    } else if (!matcher.group(2).matches("pagerduty_routing_key|slack_url|dead_mans_switch_url")) {
                        assertThat(secrets.get("secret." + secret))
                                .as("%s in %s", secret, file)
                                .contains('"' + matcher.group(2) + '"');
                    }
                }
            }
        }
    }

    private DebianRoot.Command bootstrap(String... arguments) {
        String[] words = new String[arguments.length + 1];
        words[0] = "/mnt/scripts/vault-bootstrap.sh";
        System.arraycopy(arguments, 0, words, 1, arguments.length);
        return debian.command(words).with("PATH", directory + ":/usr/bin:/usr/sbin:/bin");
    }

    private Map<String, String> secrets() throws IOException {
        Map<String, String> secrets = new TreeMap<>();
        try (Stream<Path> files = Files.list(state)) {
            for (Path file : files.filter(path -> path.getFileName().toString().startsWith("secret."))
                    .toList()) {
                secrets.put(file.getFileName().toString(), Files.readString(file));
            }
        }
        return secrets;
    }
}
