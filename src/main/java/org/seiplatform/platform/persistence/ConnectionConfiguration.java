package org.seiplatform.platform.persistence;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import com.zaxxer.hikari.util.Credentials;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.SQLException;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.seiplatform.platform.dataversion.ChangeListener;
import org.seiplatform.platform.secrets.Account;
import org.seiplatform.platform.secrets.Accounts;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.jdbc.autoconfigure.DataSourceProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;

/** The connections of the service: a pool to the primary, one to the replica if there is one, and what chooses between them. */
@Configuration(proxyBeanMethods = false)
class ConnectionConfiguration {

    /** The pool as Spring Boot would make it, but with the account that is valid when a connection is made. */
    @Bean
    @ConfigurationProperties("spring.datasource.hikari")
    HikariDataSource dataSource(DataSourceProperties properties, Accounts accounts) {
        HikariDataSource pool = properties
                .initializeDataSourceBuilder()
                .type(HikariDataSource.class)
                .build();
        pool.setCredentialsProvider(() -> credentials(accounts.database()));
        accounts.onDatabaseChange(() -> replaceConnections(pool));
        return pool;
    }

    private static Credentials credentials(Account account) {
        return Credentials.of(account.username(), account.password());
    }

    /** Those in use, when they are given back. */
    private static void replaceConnections(HikariDataSource pool) {
        HikariPoolMXBean connections = pool.getHikariPoolMXBean();
        if (connections != null) {
            connections.softEvictConnections();
        }
    }

    /** It starts without the replica, too. */
    @Bean(defaultCandidate = false)
    @ConditionalOnProperty("sei.database.replica.url")
    HikariDataSource replicaDataSource(
            DatabaseProperties properties,
            DataSourceProperties primary,
            @Qualifier("dataSource") DataSource connections,
            Accounts accounts)
            throws SQLException {
        DatabaseProperties.Replica settings = properties.replica();
        boolean user = settings.username() != null;
        HikariDataSource replica = primary.initializeDataSourceBuilder()
                .type(HikariDataSource.class)
                .url(Objects.requireNonNull(settings.url()))
                .username(settings.username())
                .password(settings.password())
                .build();
        if (!user) {
            replica.setCredentialsProvider(() -> credentials(accounts.database()));
            accounts.onDatabaseChange(() -> replaceConnections(replica));
        }
        HikariDataSource like = connections.unwrap(HikariDataSource.class);
        replica.setPoolName("replica");
        replica.setInitializationFailTimeout(-1);
        replica.setMaximumPoolSize(settings.maximumPoolSize());
        replica.setConnectionTimeout(settings.connectionTimeout().toMillis());
        replica.setValidationTimeout(settings.connectionTimeout().toMillis());
        replica.setKeepaliveTime(like.getKeepaliveTime());
        replica.setMaxLifetime(like.getMaxLifetime());
        replica.setLeakDetectionThreshold(like.getLeakDetectionThreshold());
        replica.setDataSourceProperties(like.getDataSourceProperties());
        return replica;
    }

    @Bean
    ReplicaReads replicaReads(
            DatabaseProperties properties,
            @Qualifier("dataSource") DataSource primary,
            @Qualifier("replicaDataSource") ObjectProvider<DataSource> replica,
            ObjectProvider<CurrentTenant> tenant,
            MeterRegistry meters) {
        DataSource copy = replica.getIfAvailable();
        return new ReplicaReads(
                new ConnectionPool("primary", primary, properties.preparedStatements()),
                copy == null ? null : new ConnectionPool("replica", copy, properties.preparedStatements()),
                properties.replica(),
                tenant.getIfAvailable(() -> Optional::empty),
                meters);
    }

    /** An answer that is kept under a version must not have been read where that version has not arrived. */
    @Bean
    ChangeListener replicaFollowsVersions(ReplicaReads reads) {
        return (watch, topic) -> {
            if (watch.equals("data")) {
                reads.changed(UUID.fromString(topic));
            }
        };
    }

    @Bean
    @Primary
    TransactionDataSource transactionDataSource(
            DatabaseProperties properties,
            @Qualifier("dataSource") DataSource primary,
            ReplicaReads servers,
            MeterRegistry meters) {
        return new TransactionDataSource(primary, properties, servers, new RequestConnections(properties, meters));
    }
}
