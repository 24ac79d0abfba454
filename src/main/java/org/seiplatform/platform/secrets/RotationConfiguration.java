package org.seiplatform.platform.secrets;

import io.lettuce.core.RedisCredentials;
import io.lettuce.core.RedisCredentialsProvider;
import org.seiplatform.platform.resilience.Dependency;
import org.seiplatform.platform.resilience.ResiliencePolicies;
import org.seiplatform.platform.shutdown.Shutdown;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.data.redis.autoconfigure.LettuceClientConfigurationBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.data.redis.connection.RedisConfiguration;
import org.springframework.data.redis.connection.lettuce.RedisCredentialsProviderFactory;
import org.springframework.util.StringUtils;
import org.springframework.vault.core.VaultOperations;

/** What follows rotated passwords, and what uses them. */
@Configuration(proxyBeanMethods = false)
class RotationConfiguration {

    @Bean
    SecretRotation secretRotation(
            ConfigurableEnvironment environment,
            ResiliencePolicies policies,
            Shutdown shutdown,
            RotationProperties properties) {
        return new SecretRotation(
                new ConfiguredSecrets(environment),
                policies.of(Dependency.VAULT),
                shutdown,
                properties.refreshEvery(),
                StringUtils.hasText(environment.getProperty("spring.config.import"))
                        || environment.containsProperty("spring.config.import[0]"));
    }

    /** Before anybody asks for an account. */
    @Bean
    @ConditionalOnProperty("sei.secrets.database-role")
    LeasedDatabaseAccount leasedDatabaseAccount(
            VaultOperations vault, RotationProperties properties, SecretRotation rotation) {
        return new LeasedDatabaseAccount(vault, String.valueOf(properties.databaseRole()), properties, rotation);
    }

    /** The accounts, after what may bring them. */
    @Bean
    @Primary
    Accounts accounts(SecretRotation rotation, ObjectProvider<LeasedDatabaseAccount> leased) {
        leased.getIfAvailable();
        return rotation;
    }

    /** Asked for each connection to Redis. */
    @Bean
    LettuceClientConfigurationBuilderCustomizer currentRedisAccount(SecretRotation accounts) {
        return client -> client.redisCredentialsProviderFactory(new RedisCredentialsProviderFactory() {
            @Override
            public RedisCredentialsProvider createCredentialsProvider(RedisConfiguration configuration) {
                return RedisCredentialsProvider.from(() -> credentials(accounts.redis()));
            }
        });
    }

    private static RedisCredentials credentials(Account account) {
        String password = account.password();
        return RedisCredentials.just(account.username(), password == null ? null : password.toCharArray());
    }
}
