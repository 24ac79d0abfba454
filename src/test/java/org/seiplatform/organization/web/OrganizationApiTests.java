package org.seiplatform.organization.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.seiplatform.testing.Answer;
import org.seiplatform.testing.Api;
import org.seiplatform.testing.ApiTest;
import org.seiplatform.testing.Tenant;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@ApiTest
class OrganizationApiTests {

    private static final String ORGANIZATIONS = "/api/v1/organizations";

    @Autowired
    private Api api;

    @Autowired
    private JdbcClient jdbc;

    private Tenant tenant;
    private String self;

    @BeforeEach
    void makeTenant() {
        tenant = api.tenant();
        self = ORGANIZATIONS + "/" + tenant.id();
    }

    @Test
    void everyoneFiltersTheListThatTheySee() {
        Tenant tenant = api.tenant();
        String list = "/api/v1/organizations";

        assertThat(tenant.viewer().get(list).json("/items")).hasSize(1);
        assertThat(tenant.viewer().get(list + "?slug=" + tenant.slug()).json("/items"))
                .hasSize(1);
        assertThat(tenant.viewer().get(list + "?name=" + tenant.slug()).json("/items"))
                .hasSize(1);
        assertThat(tenant.viewer().get(list + "?slug=another").json("/items")).isEmpty();
        assertThat(tenant.viewer().get(list + "?name=nobody%20is%20called%20so").json("/items"))
                .isEmpty();
        assertThat(tenant.viewer().get(list + "?slug=" + api.tenant().slug()).json("/items"))
                .isEmpty();
        assertThat(api.operator()
                        .get(list + "?slug=" + tenant.slug())
                        .json("/items/0/id")
                        .asString())
                .isEqualTo(tenant.id().toString());
    }

    @Test
    void aNewOrganizationHasTheDefaultSettings() {
        Answer organization = tenant.viewer().get(self).expect(200);

        assertThat(organization.text("/settings/time_zone")).isEqualTo("UTC");
        assertThat(organization.text("/settings/benchmark")).isEqualTo("dora_2023");
        assertThat(organization.text("/settings/incident_window")).isEqualTo("PT168H");
        assertThat(organization.json("/settings/count_failed_attempts").asBoolean())
                .isFalse();
        assertThat(organization.text("/settings/production_environment_pattern"))
                .isEqualTo("(?i)^(prod|production|prd|live)([-_/. ].*)?$");
    }

    @Test
    void theDefaultSettingsAreThoseOfTheSchema() {
        UUID id = UUID.randomUUID();
        jdbc.sql("insert into organizations (id, slug, name, created_at, updated_at) values (?, ?, 'x', now(), now())")
                .params(id, "schema-" + id)
                .update();

        Answer bySchema = api.operator().get(ORGANIZATIONS + "/" + id).expect(200);

        assertThat(bySchema.json("/settings"))
                .isEqualTo(tenant.viewer().get(self).json("/settings"));
    }

    @Test
    void creationAnswersWhereTheOrganizationIs() {
        String slug = "created-" + UUID.randomUUID().toString().substring(0, 8);

        Answer created = api.operator()
                .post(
                        ORGANIZATIONS,
                        Map.of("slug", slug, "name", "New", "settings", Map.of("time_zone", "Asia/Kolkata")))
                .expect(201);

        assertThat(created.header("Location")).hasValue(ORGANIZATIONS + "/" + created.text("/id"));
        assertThat(created.text("/settings/time_zone")).isEqualTo("Asia/Kolkata");
        assertThat(created.text("/settings/hotfix_pattern")).isNotBlank();
        assertThat(api.operator().get(created.header("Location").orElseThrow()).body())
                .isEqualTo(created.body());
    }

    @Test
    void twoOrganizationsCannotHaveOneSlug() {
        Answer refusal = api.operator().post(ORGANIZATIONS, Map.of("slug", tenant.slug(), "name", "Second"));

        refusal.expectProblem(409, "conflict");
        assertThat(refusal.text("/errors/0/pointer")).isEqualTo("/slug");
    }

    @Test
    void anOperatorFindsOrganizationsByNameAndSlug() {
        Answer bySlug = api.operator().get(ORGANIZATIONS + "?slug=" + tenant.slug());
        Answer byName = api.operator().get(ORGANIZATIONS + "?name=TENANT%20" + tenant.slug());

        assertThat(bySlug.json("/items").findValuesAsString("slug")).containsExactly(tenant.slug());
        assertThat(byName.json("/items").findValuesAsString("slug")).containsExactly(tenant.slug());
    }

    @Test
    void aTenantSeesOnlyItself() {
        Tenant other = api.tenant();

        assertThat(tenant.viewer().get(ORGANIZATIONS).json("/items").findValuesAsString("slug"))
                .containsExactly(tenant.slug());
        tenant.admin().get(ORGANIZATIONS + "/" + other.id()).expectProblem(404, "not_found");
        tenant.admin()
                .patch(ORGANIZATIONS + "/" + other.id(), "*", Map.of("name", "Taken over"))
                .expectProblem(404, "not_found");
    }

    @Test
    void changesWhatIsNamedAndKeepsTheRest() {
        Answer before = tenant.admin().get(self);

        Answer after = tenant.admin()
                .patch(self, before.entityTag(), Map.of("settings", Map.of("time_zone", "Europe/Paris")))
                .expect(200);

        assertThat(after.text("/settings/time_zone")).isEqualTo("Europe/Paris");
        assertThat(after.text("/settings/bot_pattern")).isEqualTo(before.text("/settings/bot_pattern"));
        assertThat(after.text("/name")).isEqualTo(before.text("/name"));
        assertThat(after.entityTag()).isNotEqualTo(before.entityTag());
    }

    @Test
    void onlyAnOperatorChangesTheSlugAndNobodyElseLearnsWhichAreTaken() {
        String taken = api.tenant().slug();

        tenant.admin().patch(self, "*", Map.of("slug", taken)).expectProblem(403, "forbidden");
        tenant.admin().patch(self, "*", Map.of("slug", taken + "-free")).expectProblem(403, "forbidden");
        tenant.admin()
                .patch(self, "*", Map.of("slug", tenant.slug(), "name", "The same"))
                .expect(200);

        api.operator().patch(self, "*", Map.of("slug", taken)).expectProblem(409, "conflict");
        assertThat(api.operator()
                        .patch(self, "*", Map.of("slug", taken + "-free"))
                        .expect(200)
                        .text("/slug"))
                .isEqualTo(taken + "-free");
    }

    @Test
    void noIncidentWindowMeansAnyLength() {
        Answer after = tenant.admin()
                .patch(self, "*", "{\"settings\":{\"incident_window\":null}}")
                .expect(200);

        assertThat(after.json("/settings/incident_window").isNull()).isTrue();
        assertThat(tenant.admin().get(self).json("/settings/incident_window").isNull())
                .isTrue();
    }

    @Test
    void keepsThresholdsOfItsOwn() {
        String thresholds = "{\"settings\":{\"benchmark\":\"ours-1\",\"benchmark_thresholds\":"
                + "{\"change_lead_time\":{\"elite\":3600,\"high\":86400,\"medium\":604800.5}}}}";

        tenant.admin().patch(self, "*", thresholds).expect(200);

        Answer organization = tenant.viewer().get(self);
        assertThat(organization.text("/settings/benchmark")).isEqualTo("ours-1");
        assertThat(organization
                        .json("/settings/benchmark_thresholds/change_lead_time/medium")
                        .asDouble())
                .isEqualTo(604800.5);
        assertThat(organization
                        .json("/settings/benchmark_thresholds/change_fail_rate")
                        .isNull())
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/settings/time_zone | {'settings':{'time_zone':'Mars/Olympus'}}",
                "/settings/time_zone | {'settings':{'time_zone':'+02:00'}}",
                "/settings/time_zone | {'settings':{'time_zone':null}}",
                "/settings/incident_window | {'settings':{'incident_window':'soon'}}",
                "/settings/incident_window | {'settings':{'incident_window':'PT0S'}}",
                "/settings/incident_window | {'settings':{'incident_window':'-P1D'}}",
                "/settings/incident_window | {'settings':{'incident_window':'P999999D'}}",
                "/settings/incident_window | {'settings':{'incident_window':7}}",
                "/settings/count_failed_attempts | {'settings':{'count_failed_attempts':'yes'}}",
                "/settings/benchmark | {'settings':{'benchmark':'dora_1999'}}",
                "/settings/benchmark_thresholds/change_lead_time | {'settings':{'benchmark_thresholds':{'change_lead_time':{'elite':3,'high':2,'medium':1}}}}",
                "/settings/benchmark_thresholds/deployment_frequency | {'settings':{'benchmark_thresholds':{'deployment_frequency':{'elite':1,'high':2,'medium':3}}}}",
                "/settings/benchmark_thresholds/change_fail_rate/elite | {'settings':{'benchmark_thresholds':{'change_fail_rate':{'elite':-1,'high':2,'medium':3}}}}",
                "/settings/benchmark_thresholds/change_fail_rate/high | {'settings':{'benchmark_thresholds':{'change_fail_rate':{'elite':1,'medium':3}}}}",
                "/settings/benchmark_thresholds/change_lead_time/medium | {'settings':{'benchmark_thresholds':{'change_lead_time':{'elite':1,'high':2,'medium':1e64}}}}",
                "/settings/benchmark_thresholds/change_lead_time/medium | {'settings':{'benchmark_thresholds':{'change_lead_time':{'elite':1,'high':2,'medium':1e999}}}}",
                "/settings/benchmark_thresholds/change_fail_rate/elite | {'settings':{'benchmark_thresholds':{'change_fail_rate':{'elite':1e-64,'high':2,'medium':3}}}}",
                "/settings/colour | {'settings':{'colour':'red'}}",
                "/settings | {'settings':'all'}",
                "/settings | {'settings':null}",
                "/slug | {'slug':'No Good'}",
                "/name | {'name':'  '}",
                "/id | {'id':'3f0e5e0e-3d5b-4f0a-9e9f-0d6f5f0e5e0e'}",
            })
    void refusesSettingsThatCannotWork(String pointer, String patch) {
        Answer before = tenant.admin().get(self);

        tenant.admin().patch(self, "*", patch.replace('\'', '"')).expectInvalid(pointer);

        assertThat(tenant.admin().get(self).body()).isEqualTo(before.body());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "([a-z",
                "(?=ahead)x",
                "(a)\\1",
                "\\p{IsNoSuchThing}",
                "a{9999}",
                "((a{500}){500}){500}",
                "((((a?){1,10}){1,10}){1,10})"
            })
    void refusesPatternsThatAreInvalidOrCouldRunAway(String pattern) {
        for (String field : new String[] {
            "production_environment_pattern", "hotfix_pattern", "bot_pattern", "incident_label_pattern"
        }) {
            tenant.admin()
                    .patch(self, "*", Map.of("settings", Map.of(field, pattern)))
                    .expectInvalid("/settings/" + field);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"1e10", "1e-9", "1.2345678901234567e-9", "9876543210.1234567", "0", "4.9e-1", "0.000000001"})
    void whateverThresholdIsAcceptedIsReadAgain(String limit) {
        tenant.admin()
                .patch(
                        self,
                        "*",
                        "{\"settings\":{\"benchmark_thresholds\":{\"change_lead_time\":{\"elite\":%1$s,\"high\":%1$s,\"medium\":%1$s}}}}"
                                .formatted(limit))
                .expect(200);

        Answer organization = tenant.viewer().get(self).expect(200);
        assertThat(organization
                        .json("/settings/benchmark_thresholds/change_lead_time/high")
                        .asDouble())
                .isEqualTo(Double.parseDouble(limit));
        tenant.viewer()
                .get("/api/v1/analytics/dora?organization_id=" + tenant.id())
                .expect(200);
        api.operator().get(ORGANIZATIONS + "?slug=" + tenant.slug()).expect(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e64", "-1", "1e-64"})
    void theDatabaseHoldsThresholdsToTheSameBounds(String limit) {
        assertThatThrownBy(
                        () -> jdbc.sql("update organizations set benchmark_thresholds = cast(? as jsonb) where id = ?")
                                .params("{\"change_lead_time\":{\"elite\":" + limit + "}}", tenant.id())
                                .update())
                .hasMessageContaining("organizations_thresholds_check");
    }

    @Test
    void environmentsAndBotsFollowTheirPatterns() {
        jdbc.sql(
                        "insert into environments (organization_id, key, name, production) values (?, 'prod', 'prod', true), (?, 'edge', 'edge', false)")
                .params(tenant.id(), tenant.id())
                .update();
        UUID developer = tenant.developer("Robot");
        tenant.manager()
                .post("/api/v1/developers/" + developer + "/identities", Map.of("kind", "github", "value", "x-machine"))
                .expect(201);

        tenant.admin()
                .patch(
                        self,
                        "*",
                        Map.of(
                                "settings",
                                Map.of("production_environment_pattern", "^edge$", "bot_pattern", "-machine$")))
                .expect(200);

        assertThat(jdbc.sql("select name from environments where organization_id = ? and production")
                        .param(tenant.id())
                        .query(String.class)
                        .list())
                .containsExactly("edge");
        assertThat(tenant.viewer()
                        .get("/api/v1/developers/" + developer)
                        .json("/identities/0/matches_bot")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void everyChangeCountsAsAChangeOfData() {
        long before = dataVersion();

        tenant.admin().patch(self, "*", Map.of("name", "Renamed")).expect(200);

        assertThat(dataVersion()).isEqualTo(before + 1);
    }

    @Test
    void anOrganizationThatOwnsSomethingCannotBeDeleted() {
        tenant.team("first");

        api.operator().delete(self, "*").expectProblem(409, "organization_not_empty");
    }

    @Test
    void anEmptyOrganizationCanBeDeletedAndItsKeysDieWithIt() {
        tenant.admin().get(self).expect(200);

        api.operator().delete(self, "*").expect(204);

        api.operator().get(self).expectProblem(404, "not_found");
        tenant.admin().get(self).expectProblem(401, "unauthorized");
    }

    private long dataVersion() {
        return jdbc.sql("select version from organization_data_versions where organization_id = ?")
                .param(tenant.id())
                .query((row, number) -> row.getLong(1))
                .single();
    }
}
