package org.seiplatform.platform.persistence;

import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How the database is used, beyond what the pool's own settings ({@code spring.datasource.hikari}) say.
 *
 * @param preparedStatements whether statements stay prepared on the server
 * @param requestConnections connections that requests have at once; at least six fewer than the pool has, for what all requests
 *     depend on
 * @param requestWait how long a request that changes nothing waits for one of them
 * @param writeWait how long others do, for which nothing else can be given
 * @param lookup limits of frequent reads by key, such as those of data versions
 * @param read limits of requests that change nothing
 * @param write limits of requests that may change something
 * @param background limits of work that no client waits for
 * @param idleInTransactionTimeout how long a transaction may do nothing before the server ends it: its locks outlive an instance
 *     that hangs no longer
 * @param networkGrace how much longer than its statement a connection is waited for, before it counts as cut; never more than twice
 *     as long as the statement, nor longer than the driver's own {@code socketTimeout}
 * @param replica a copy that reads may go to
 */
@Validated
@ConfigurationProperties("sei.database")
record DatabaseProperties(
        @DefaultValue("auto") @NotNull PreparedStatements preparedStatements,
        @DefaultValue("4") @Positive int requestConnections,

        @DefaultValue("250ms") @DurationMin(millis = 1) @NotNull
        Duration requestWait,

        @DefaultValue("1s") @DurationMin(millis = 1) @NotNull
        Duration writeWait,

        @DefaultValue @Valid @NotNull Lookup lookup,
        @DefaultValue @Valid @NotNull Read read,
        @DefaultValue @Valid @NotNull Write write,
        @DefaultValue @Valid @NotNull Background background,

        @DefaultValue("60s") @DurationMin(seconds = 1) @NotNull
        Duration idleInTransactionTimeout,

        @DefaultValue("5s") @DurationMin(seconds = 1) @NotNull
        Duration networkGrace,

        @DefaultValue @Valid @NotNull Replica replica) {

    /** Whether statements that are used often stay prepared on the server. */
    enum PreparedStatements {
        /** Unless a pooler stands between. */
        AUTO,
        /** For PgBouncer from 1.21 on with {@code max_prepared_statements}, too. */
        ALWAYS,
        NEVER
    }

    /** The longest that a statement may take, and that it may wait for one lock. */
    sealed interface Limits {

        Duration statementTimeout();

        Duration lockTimeout();
    }

    record Lookup(
            @DefaultValue("2s") @DurationMin(millis = 1) @NotNull
            Duration statementTimeout,

            @DefaultValue("1s") @DurationMin(millis = 1) @NotNull
            Duration lockTimeout)
            implements Limits {}

    record Read(
            @DefaultValue("15s") @DurationMin(millis = 1) @NotNull
            Duration statementTimeout,

            @DefaultValue("5s") @DurationMin(millis = 1) @NotNull
            Duration lockTimeout)
            implements Limits {}

    record Write(
            @DefaultValue("60s") @DurationMin(millis = 1) @NotNull
            Duration statementTimeout,

            @DefaultValue("10s") @DurationMin(millis = 1) @NotNull
            Duration lockTimeout)
            implements Limits {}

    record Background(
            @DefaultValue("30m") @DurationMin(millis = 1) @NotNull
            Duration statementTimeout,

            @DefaultValue("1m") @DurationMin(millis = 1) @NotNull
            Duration lockTimeout)
            implements Limits {}

    /**
     * A streaming replica, reached directly or through a pooler of its own.
     *
     * @param url its JDBC URL; null if there is none
     * @param username its user; the primary's unless told
     * @param password the user's password; the primary's unless told
     * @param maximumPoolSize connections of this instance to it
     * @param connectionTimeout how long to wait for one before the primary is asked instead
     * @param maximumLag how old what it shows may be, by this instance's measurement
     * @param checkEvery how often that is measured
     */
    record Replica(
            @Nullable String url,
            @Nullable String username,
            @Nullable String password,
            @DefaultValue("10") @Positive int maximumPoolSize,

            @DefaultValue("500ms") @DurationMin(millis = 250) @NotNull
            Duration connectionTimeout,

            @DefaultValue("1s") @DurationMin(millis = 1) @NotNull
            Duration maximumLag,

            @DefaultValue("200ms") @DurationMin(millis = 10) @NotNull
            Duration checkEvery) {

        @AssertTrue(message = "sei.database.replica.check-every must be less than half of maximum-lag")
        boolean isCheckedOftenEnough() {
            return checkEvery.multipliedBy(2).compareTo(maximumLag) < 0;
        }

        /** The password stays out of every log. */
        @Override
        public String toString() {
            return "Replica[url=...]";
        }
    }

    /** How long what is asked within these limits may be silent before its connection counts as cut. */
    Duration patience(Limits limits) {
        Duration longest = limits.statementTimeout();
        return longest.plus(networkGrace.compareTo(longest) < 0 ? networkGrace : longest);
    }

    Limits limits(DatabaseUse use) {
        return switch (use) {
            case LOOKUP -> lookup;
            case READ -> read;
            case WRITE -> write;
            // Whoever holds one of them up holds up all.
            case SHARED_WRITE -> new Write(write.statementTimeout(), lookup.lockTimeout());
            case STREAM, BACKGROUND -> background;
        };
    }
}
