package org.seiplatform.platform.secrets;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.seiplatform.testing.SecretsManagerServer;
import org.seiplatform.testing.VaultServer;
import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.core.env.StandardEnvironment;

class ConfiguredSecretsTests {

    @TempDir
    private Path directory;

    @Test
    void aDirectoryOfFilesIsReadAgain() throws IOException {
        write("spring.datasource.username", "service");
        write("spring.datasource.password", "first");
        write("redis.password", "one");
        ConfiguredSecrets secrets = secrets(
                "spring.config.import=configtree:" + directory + "/",
                "spring.data.redis.url=redis://cache:${redis.password}@redis:6379");
        assertThat(secrets.initial().database()).isEqualTo(new Account("service", "first"));
        assertThat(secrets.initial().redis()).isEqualTo(new Account("cache", "one"));

        write("spring.datasource.password", "second");
        write("redis.password", "two");

        assertThat(secrets.current().database()).isEqualTo(new Account("service", "second"));
        assertThat(secrets.current().redis()).isEqualTo(new Account("cache", "two"));
    }

    @Test
    void secretsManagerIsReadAgain() {
        try (SecretsManagerServer aws = SecretsManagerServer.start()) {
            aws.put("sei-platform/database", Map.of("username", "sei_user", "password", "first"));
            ConfiguredSecrets secrets = secrets(
                    "spring.config.import=aws-secretsmanager:sei-platform/database?prefix=spring.datasource.",
                    "spring.cloud.aws.secretsmanager.enabled=true",
                    "spring.cloud.aws.secretsmanager.endpoint=" + aws.uri(),
                    "spring.cloud.aws.region.static=eu-central-1",
                    "spring.cloud.aws.credentials.access-key=" + SecretsManagerServer.ACCESS_KEY,
                    "spring.cloud.aws.credentials.secret-key=of-the-test");
            assertThat(secrets.initial().database()).isEqualTo(new Account("sei_user", "first"));

            aws.put("sei-platform/database", Map.of("username", "sei_user", "password", "second"));

            assertThat(secrets.current().database()).isEqualTo(new Account("sei_user", "second"));
        }
    }

    @Test
    void readingVaultAgainLeavesNoThreadsBehind() {
        try (VaultServer vault = VaultServer.start()) {
            vault.put("sei-platform/database", Map.of("username", "sei_user", "password", "first"));
            ConfiguredSecrets secrets = secrets(
                    "spring.config.import=vault://secret/sei-platform/database?prefix=spring.datasource.",
                    "spring.cloud.vault.enabled=true",
                    "spring.cloud.vault.uri=" + vault.uri(),
                    "spring.cloud.vault.token=" + VaultServer.TOKEN);
            secrets.current();
            int before = Thread.activeCount();

            for (int reading = 0; reading < 20; reading++) {
                assertThat(secrets.current().database().password()).isEqualTo("first");
            }

            assertThat(Thread.activeCount()).isLessThan(before + 10);
        }
    }

    @Test
    void anAccountTellsNobodyWhatItIs() {
        assertThat(new Account("service", "password")).hasToString("an account");
    }

    private static ConfiguredSecrets secrets(String... settings) {
        StandardEnvironment environment = new StandardEnvironment();
        TestPropertyValues.of(settings).applyTo(environment);
        ConfigDataEnvironmentPostProcessor.applyTo(environment);
        return new ConfiguredSecrets(environment);
    }

    private void write(String name, String value) throws IOException {
        Files.writeString(directory.resolve(name), value + "\n");
    }
}
