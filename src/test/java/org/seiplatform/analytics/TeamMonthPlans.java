package org.seiplatform.analytics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.seiplatform.analytics.Facts.MARCH;

import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.seiplatform.analytics.dora.DeploymentFilter;
import org.seiplatform.analytics.dora.DoraMetrics;
import org.seiplatform.analytics.dora.DrillDown;
import org.seiplatform.analytics.incident.IncidentBasis;
import org.seiplatform.analytics.incident.Incidents;
import org.seiplatform.analytics.report.Reports;
import org.seiplatform.analytics.trend.Granularity;
import org.seiplatform.analytics.trend.TrendMetric;
import org.seiplatform.analytics.trend.Trends;
import org.seiplatform.platform.paging.PageQuery;
import org.seiplatform.testing.Edition;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A question about one team's month reads that month, and not the two years of fifty repositories around it. PostgreSQL itself
 * counts what it reads.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class TeamMonthPlans {

    /**
     * The five repositories are a tenth of the rows, the month and the one before a twelfth; incidents are found by organization
     * and time, twice: by opening and by resolution.
     */
    private static final double SMALL_SHARE = 0.2;

    /** A plan for any period may read a team's rows (here a tenth) of all time, and a report asks of a table more than once. */
    private static final double SMALL_SHARE_OF_ANY = 0.35;

    private final Facts facts;
    private final JdbcClient jdbc;
    private UUID team;
    private UUID developer;

    TeamMonthPlans(Edition edition) {
        facts = Facts.inNewDatabase(edition);
        jdbc = facts.jdbc();
    }

    @BeforeAll
    void twoYearsOfFiftyRepositories() {
        List<UUID> repositories = IntStream.range(0, 50)
                .mapToObj(number -> facts.repository("r" + number))
                .toList();
        team = facts.team("team", repositories.subList(0, 5).toArray(UUID[]::new));
        List<Facts.Someone> people = IntStream.range(0, 100)
                .mapToObj(number -> facts.someone("p" + number))
                .toList();
        people.subList(0, 8).forEach(person -> facts.member(team, person));
        developer = people.getFirst().developer();
        fill("""
                insert into commits (repository_id, sha, committed_at, authored_at, author_identity_id, lines_added,
                                     lines_deleted, updated_at, fingerprint)
                select repository, encode(sha256((repository || 'c' || n)::text::bytea), 'hex'), at, at - interval '1 hour',
                       person[1 + n % 100], 10, 5, at, '\\x01'
                from happening(4)
                """);
        fill("""
                insert into pull_requests (repository_id, number, author_identity_id, state, opened_at, merged_at,
                                           merge_commit_sha, first_commit_authored_at, lines_added, lines_deleted,
                                           updated_at, fingerprint)
                select repository, n + 1, person[1 + n % 100], 'merged', at, at + interval '5 hours',
                       encode(sha256((repository || 'c' || n * 4)::text::bytea), 'hex'), at - interval '5 hours', 10, 5, at,
                       '\\x01'
                from happening(1)
                """);
        fill("""
                insert into reviews (repository_id, number, external_id, reviewer_identity_id, state, submitted_at,
                                     updated_at, fingerprint)
                select repository, n / 2 + 1, n, person[1 + (n / 2 + n % 2 + 7) % 100], 'approved', at + interval '1 hour',
                       at, '\\x01'
                from happening(2)
                """);
        fill("""
                insert into review_comments (repository_id, number, external_id, author_identity_id, commented_at,
                                             updated_at, fingerprint)
                select repository, n / 2 + 1, n, person[1 + (n / 2 + n % 2 + 7) % 100], at + interval '1 hour', at, '\\x01'
                from happening(2)
                """);
        fill("""
                insert into deployments (repository_id, external_id, organization_id, environment_id, commit_sha, status,
                                         finished_at, updated_at, fingerprint)
                select repository, n, :organization, :production,
                       encode(sha256((repository || 'c' || n * 4)::text::bytea), 'hex'), 'success', at + interval '6 hours',
                       at, '\\x01'
                from happening(1)
                """);
        fill("""
                insert into deliveries (repository_id, external_id, organization_id, environment_id, finished_at, commit_sha,
                                        baseline, kind, commits_known, delivered_count)
                select repository_id, external_id, organization_id, environment_id, finished_at, commit_sha, false,
                       'planned', true, 4
                from deployments
                """);
        fill("""
                insert into reached_commits (repository_id, sha, environment_id, finished_at, external_id, delivered,
                                             walked)
                select repository, encode(sha256((repository || 'c' || n)::text::bytea), 'hex'), :production,
                       at + interval '6 hours', n / 4, true, true
                from happening(4)
                """);
        fill("""
                insert into delivered_changes (repository_id, environment_id, sha, delivered_at, deployment_id, committed_at,
                                               started_at, author_identity_id)
                select r.repository_id, r.environment_id, r.sha, r.finished_at, r.external_id, c.committed_at,
                       c.authored_at, c.author_identity_id
                from reached_commits r
                join commits c using (repository_id, sha)
                """);
        fill("""
                insert into incidents (organization_id, external_id, repository_id, opened_at, resolved_at, updated_at,
                                       fingerprint)
                select :organization, repository || '/' || n, repository, at, at + interval '2 hours', at, '\\x01'
                from happening(1)
                """);
        jdbc.sql("analyze").update();
        // As production is set, where the data is on solid-state disks.
        jdbc.sql("set random_page_cost = 1.1").update();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("questions")
    void readsLittleMoreThanTheMonth(Question question) {
        assertReadsLittle(question, "force_custom_plan", SMALL_SHARE);
    }

    /** The driver prepares what is asked often, and the server may then plan once for all values. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("questions")
    void readsLittleMoreThanTheMonthPlannedForAnyTeam(Question question) {
        assertReadsLittle(question, "force_generic_plan", SMALL_SHARE_OF_ANY);
    }

    private void assertReadsLittle(Question question, String planCacheMode, double smallShare) {
        jdbc.sql("set plan_cache_mode = " + planCacheMode).update();
        List<Reads> before = reads();
        question.ask().run();
        List<Reads> after = reads();
        for (int index = 0; index < after.size(); index++) {
            Reads table = after.get(index);
            assertThat(table.sequentialScans() - before.get(index).sequentialScans())
                    .as("sequential scans of %s", table.table())
                    .isZero();
            assertThat((table.rows() - before.get(index).rows()) / (double) table.total())
                    .as("share of the rows of %s", table.table())
                    .isLessThan(smallShare);
        }
    }

    Stream<Question> questions() {
        BeanFactory services = AnalyticsServices.on(jdbc);
        DoraMetrics dora = services.getBean(DoraMetrics.class);
        DrillDown drillDown = services.getBean(DrillDown.class);
        Incidents incidents = services.getBean(Incidents.class);
        Reports reports = services.getBean(Reports.class);
        Trends trends = services.getBean(Trends.class);
        Scope scope = facts.teamScope(team);
        PageQuery page = new PageQuery(50, null, cursor -> "");
        Stream<Question> questions = Stream.of(
                new Question(
                        "dora",
                        () -> assertThat(dora.report(scope, MARCH)
                                        .deploymentFrequency()
                                        .count())
                                .isEqualTo(150)),
                new Question(
                        "deployments",
                        () -> drillDown.deployments(scope, MARCH, new DeploymentFilter(null, true, null, null), page)),
                new Question(
                        "changes",
                        () -> assertThat(drillDown.changes(scope, MARCH, page).count())
                                .isEqualTo(600)),
                new Question("opened", () -> incidents.rows(scope, MARCH, IncidentBasis.OPENED, page)),
                new Question("resolved", () -> incidents.rows(scope, MARCH, IncidentBasis.RESOLVED, page)),
                new Question(
                        "team",
                        () -> assertThat(reports.team(scope, MARCH)
                                        .report()
                                        .activity()
                                        .commits()
                                        .value())
                                .isEqualTo(600)),
                new Question(
                        "developer",
                        () -> reports.developer(reports.developer(null, developer), facts.scope(), MARCH)));
        return Stream.concat(
                questions,
                Arrays.stream(TrendMetric.values())
                        .map(metric -> new Question(
                                metric + " by day", () -> trends.series(scope, MARCH, metric, Granularity.DAILY))));
    }

    record Question(String name, Runnable ask) {

        @Override
        public String toString() {
            return name;
        }
    }

    /** What has been read of a table so far. */
    private record Reads(String table, long sequentialScans, long rows, long total) {}

    private List<Reads> reads() {
        jdbc.sql("select pg_stat_force_next_flush()")
                .query((row, number) -> number)
                .list();
        return jdbc.sql("""
                        select relname, seq_scan, coalesce(seq_tup_read, 0) + coalesce(idx_tup_fetch, 0) as rows, n_live_tup
                        from pg_stat_user_tables
                        where relname in ('commits', 'pull_requests', 'reviews', 'review_comments', 'deployments',
                                          'incidents', 'deliveries', 'reached_commits', 'delivered_changes')
                        order by relname
                        """)
                .query((row, number) -> new Reads(
                        row.getString("relname"),
                        row.getLong("seq_scan"),
                        row.getLong("rows"),
                        row.getLong("n_live_tup")))
                .list();
    }

    /** Runs an insertion that selects from {@code happening(so many a day)}: repository, n, at, and who there is. */
    private void fill(String insertion) {
        jdbc.sql(insertion.replaceAll("happening\\((\\d)\\)", """
                        (select r.id as repository, n::int as n, person.ids as person,
                                timestamptz '2024-04-02 12:00Z' + n * interval '1 day' / $1 as at
                         from repositories r, generate_series(0, 729 * $1) as n,
                              (select array_agg(id) as ids from identities) person
                         where r.organization_id = :organization) happening
                        """))
                .param("organization", facts.organization())
                .param("production", facts.environment("production"))
                .update();
    }
}
