package org.seiplatform.fact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.seiplatform.developer.IdentityUse.IdentityColumn;
import org.seiplatform.developer.privacy.ExportSection;
import org.seiplatform.testing.Answer;
import org.seiplatform.testing.Api;
import org.seiplatform.testing.ApiTest;
import org.seiplatform.testing.Tenant;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What a new kind of fact could forget: people's rights, retention, and that its repository is heard of. */
@ApiTest
class FactTypesTests {

    private static final String SHA = "a".repeat(40);
    private static final Instant HAPPENED = Instant.parse("2026-03-02T10:00:00Z");

    @Autowired
    private Api api;

    @Autowired
    private FactTypes types;

    @Autowired
    private JdbcClient jdbc;

    private Tenant tenant;
    private UUID repository;

    @BeforeEach
    void makeARepository() {
        tenant = api.tenant();
        repository = tenant.repository("R");
    }

    @Test
    void refusesToStartWithoutATypeForEachKind() {
        List<FactType> allButOne = types.all().subList(1, types.all().size());

        assertThatThrownBy(() -> new FactTypes(allButOne)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> new FactTypes(
                        Stream.concat(types.all().stream(), allButOne.stream()).toList()))
                .isInstanceOf(IllegalStateException.class);
    }

    @ParameterizedTest
    @EnumSource(FactKind.class)
    void dataQualityHearsOfEveryKind(FactKind kind) {
        send(kind);

        Answer quality = tenant.viewer()
                .get("/api/v1/analytics/data-quality?start=2026-03-01T00:00:00Z&end=2026-03-31T00:00:00Z")
                .expect(200);

        assertThat(quality.text("/latest_events/0/at")).isEqualTo(HAPPENED.toString());
    }

    @ParameterizedTest
    @EnumSource(FactKind.class)
    void retentionFindsAndDeletesEveryKind(FactKind kind) {
        send(kind);
        Instant later = Instant.parse("2026-03-09T00:00:00Z");
        RetentionCutoffs cutoffs = new RetentionCutoffs(tenant.id(), Map.of(kind, later));
        FactType type = types.all().stream()
                .filter(one -> one.kind() == kind)
                .findFirst()
                .orElseThrow();

        DeletionCounts deleted = switch (type.retained()) {
            case RetainedFacts.OfOrganization facts -> facts.deleteOld(tenant.id(), later, 10);
            case RetainedFacts.OfRepositories facts -> {
                assertThat(jdbc.sql("select id from repositories r where organization_id = :id and "
                                        + facts.oldCondition())
                                .param("id", tenant.id())
                                .param("before", later.atOffset(ZoneOffset.UTC))
                                .query((row, number) -> row.getObject(1, UUID.class))
                                .list())
                        .containsExactly(repository);
                yield facts.deleteOld(cutoffs, later, repository, 10);
            }
        };

        assertThat(deleted.total()).isPositive();
        assertThat(type.retained().deleted()).containsAll(deleted.byName().keySet());
    }

    @ParameterizedTest
    @EnumSource(FactKind.class)
    void organizationsDecideHowLongTheyKeepEveryKind(FactKind kind) {
        String organization = "/api/v1/organizations/" + tenant.id();
        String name = kind.code() + "s";

        tenant.admin()
                .patch(organization, "*", Map.of("settings", Map.of("retention", Map.of(name, "P40D"))))
                .expect(200);

        assertThat(tenant.admin().get(organization).expect(200).text("/settings/retention/" + name))
                .isEqualTo("PT960H");
        assertThat(jdbc.sql("select %s_retention_seconds from organizations where id = :id".formatted(kind.code()))
                        .param("id", tenant.id())
                        .query((row, number) -> row.getLong(1))
                        .single())
                .isEqualTo(Duration.ofDays(40).toSeconds());
    }

    @Test
    void everyColumnWithAnIdentityIsKnownAndExported() {
        List<IdentityColumn> ofSchema = jdbc.sql("""
                        select table_name, column_name
                        from information_schema.columns
                        join information_schema.tables using (table_schema, table_name)
                        where table_schema = 'public' and table_type = 'BASE TABLE' and column_name like '%identity_id'
                          and table_name <> 'delivered_changes' -- they follow from commits
                        """)
                .query((row, number) -> new IdentityColumn(row.getString(1), row.getString(2)))
                .list();

        assertThat(types.all().stream().flatMap(type -> type.personalData().identityColumns().stream()))
                .containsExactlyInAnyOrderElementsOf(ofSchema);
        for (FactType type : types.all()) {
            List<String> queries = type.personalData().exportSections().stream()
                    .map(ExportSection::query)
                    .toList();
            assertThat(type.personalData().identityColumns())
                    .allSatisfy(column -> assertThat(queries)
                            .anyMatch(query -> query.contains(column.table()) && query.contains(column.name())));
        }
    }

    private void send(FactKind kind) {
        Map<String, Object> event = new HashMap<>(
                switch (kind) {
                    case COMMIT -> Map.of("sha", SHA, "authored_at", HAPPENED, "committed_at", HAPPENED);
                    case PULL_REQUEST ->
                        Map.of("number", 1, "state", "closed", "opened_at", HAPPENED, "closed_at", HAPPENED);
                    case DEPLOYMENT ->
                        Map.of(
                                "external_id",
                                "one",
                                "environment",
                                "staging",
                                "commit_sha",
                                SHA,
                                "status",
                                "failure",
                                "started_at",
                                HAPPENED,
                                "finished_at",
                                HAPPENED);
                    case INCIDENT -> Map.of("external_id", "one", "opened_at", HAPPENED, "resolved_at", HAPPENED);
                });
        event.put("repository_id", repository);
        if (kind == FactKind.INCIDENT) {
            // The latest incident stays for good.
            sendIncident(Map.of("external_id", "two", "opened_at", HAPPENED.minusSeconds(1), "resolved_at", HAPPENED));
        }
        tenant.ingest()
                .post("/api/v1/events/" + kind.code().replace('_', '-') + "s", event)
                .expect(200);
    }

    private void sendIncident(Map<String, ?> event) {
        tenant.ingest().post("/api/v1/events/incidents", event).expect(200);
    }
}
